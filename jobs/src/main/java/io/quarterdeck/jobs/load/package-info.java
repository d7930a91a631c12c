/**
 * The load task, which loads files from the landing container into the dataset's table with etl's
 * loader.
 */
package io.quarterdeck.jobs.load;
