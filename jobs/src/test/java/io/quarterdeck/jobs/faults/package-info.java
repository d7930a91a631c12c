/** Ends the jobs of the lakehouse at each of their changes, and at random times. */
package io.quarterdeck.jobs.faults;
