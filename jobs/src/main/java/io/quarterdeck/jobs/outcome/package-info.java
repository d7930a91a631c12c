/**
 * What a run of the job came to: failures that a retry cannot change, kept in Blob for its last
 * task.
 */
package io.quarterdeck.jobs.outcome;
