/**
 * The emulator of Data Factory: its artefacts, the runs of its pipelines, and its triggers.
 * Resource Manager's emulator checks the callers and passes the requests on.
 */
package io.quarterdeck.local.datafactory;
