/**
 * The database that a job reads, and Spark's way into it: binary COPY, many queries side by side.
 */
package io.quarterdeck.jobs.source;
