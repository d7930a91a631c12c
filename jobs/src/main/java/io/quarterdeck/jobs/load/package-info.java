/**
 * The load task, which loads files from the landing container into the dataset's table with the
 * module loader, and records the outcome of the run.
 */
package io.quarterdeck.jobs.load;
