/** The declarative pipeline of the streaming system: its definition, source file and updates. */
package io.quarterdeck.azure.databricks.pipeline;
