/** Starts jobs by their Quartz schedules. */
package io.quarterdeck.local.databricks.schedule;
