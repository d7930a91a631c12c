/** Restores the tables of the lakehouse to earlier versions. */
package io.quarterdeck.jobs.rollback;
