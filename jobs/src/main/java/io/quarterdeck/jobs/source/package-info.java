/** A Spark data source that reads PostgreSQL with parallel binary COPY queries. */
package io.quarterdeck.jobs.source;
