/**
 * The outcome of a job run: refused files and permanent failures, stored in Blob for the run's last
 * task.
 */
package io.quarterdeck.jobs.outcome;
