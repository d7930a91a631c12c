/** Stores the state of the emulator on disk. */
package io.quarterdeck.local.databricks.state;
