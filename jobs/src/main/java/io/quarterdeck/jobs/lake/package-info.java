/** The Delta tables of the lake: their paths, their versions, and the Spark session for them. */
package io.quarterdeck.jobs.lake;
