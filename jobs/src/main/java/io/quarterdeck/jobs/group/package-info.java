/** Groups and sums rows while they pass by on their way into Parquet. */
package io.quarterdeck.jobs.group;
