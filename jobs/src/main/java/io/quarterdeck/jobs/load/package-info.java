/** The load as a task: what has landed in Blob goes into the dataset's table by etl's loader. */
package io.quarterdeck.jobs.load;
