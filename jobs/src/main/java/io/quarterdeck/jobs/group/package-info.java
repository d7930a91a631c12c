/** Groups and sums rows while Spark writes them to Parquet. */
package io.quarterdeck.jobs.group;
