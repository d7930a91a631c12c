/** Publishes pipelines to the data factory of a system, and checks the factory. */
package io.quarterdeck.cli.factory;
