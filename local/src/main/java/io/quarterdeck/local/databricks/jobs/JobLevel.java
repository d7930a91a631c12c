package io.quarterdeck.local.databricks.jobs;

/**
 * The permission levels of a job that can be given. Each contains those before it. The owner has
 * the abilities of the last one ("Access control lists", Databricks).
 */
enum JobLevel {
  CAN_VIEW,
  CAN_MANAGE_RUN,
  CAN_MANAGE
}
