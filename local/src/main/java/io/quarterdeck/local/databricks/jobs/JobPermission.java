package io.quarterdeck.local.databricks.jobs;

/**
 * A permission that can be granted on a job, from the weakest to the strongest ("Access control
 * lists", "Job ACLs", Databricks). The owner of a job is its creator, and cannot be changed here.
 */
public enum JobPermission {
  CAN_VIEW,
  CAN_MANAGE_RUN,
  CAN_MANAGE;

  boolean includes(JobPermission other) {
    return compareTo(other) >= 0;
  }
}
