/** Copies the tables of the source database of the lakehouse to the container landing. */
package io.quarterdeck.jobs.landing;
