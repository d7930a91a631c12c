package io.quarterdeck.local.databricks.pipelines;

/**
 * The permission levels of a pipeline that can be given. Each contains those before it. The owner
 * has the abilities of the last one ("Access control lists", Databricks).
 */
enum PipelineLevel {
  CAN_VIEW,
  CAN_RUN,
  CAN_MANAGE
}
