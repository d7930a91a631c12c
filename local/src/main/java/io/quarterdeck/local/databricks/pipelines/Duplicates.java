package io.quarterdeck.local.databricks.pipelines;

/** Whether two pipelines may have the same name. */
enum Duplicates {
  REFUSED,
  ALLOWED
}
