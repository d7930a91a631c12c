/**
 * The load task. It uses the module {@code etl/loader} to load files from the landing container
 * into the dataset's table, and records the outcome of the run.
 */
package io.quarterdeck.jobs.load;
