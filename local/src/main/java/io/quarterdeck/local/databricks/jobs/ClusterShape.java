package io.quarterdeck.local.databricks.jobs;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.flag;
import static io.quarterdeck.local.http.schema.Shapes.map;
import static io.quarterdeck.local.http.schema.Shapes.number;
import static io.quarterdeck.local.http.schema.Shapes.text;
import static io.quarterdeck.local.http.schema.Shapes.word;

import io.quarterdeck.local.databricks.compute.MachineShapes;
import io.quarterdeck.local.databricks.compute.SparkRuntime;
import io.quarterdeck.local.http.schema.Shape;
import io.quarterdeck.local.http.schema.ShapeFields;

/**
 * The fields of a job's cluster that Quarterdeck uses, as the Jobs API documents {@code
 * new_cluster}.
 */
final class ClusterShape {
  private static final Shape RUNTIME =
      word(SparkRuntime.all().stream().map(SparkRuntime::key).toArray(String[]::new));

  /** A secret reference must be the whole value. */
  private static final Shape VALUE =
      text(
          value -> !value.contains("{{") || value.matches(SecretReference.EXPRESSION),
          "a value, or {{secrets/SCOPE/KEY}} and nothing else");

  static final ShapeFields CLUSTER =
      object()
          .needs("spark_version", RUNTIME)
          .needs("node_type_id", MachineShapes.NODE_TYPE)
          .may("driver_node_type_id", MachineShapes.NODE_TYPE)
          .may("num_workers", number(0, MachineShapes.MOST_WORKERS))
          .may(
              "autoscale",
              object()
                  .needs("min_workers", number(1, MachineShapes.MOST_WORKERS))
                  .needs("max_workers", number(1, MachineShapes.MOST_WORKERS)))
          .may("kind", word("CLASSIC_PREVIEW"))
          .may("is_single_node", flag())
          // Standard access mode requires an allow-list for jars, which the emulator does not
          // support.
          .may("data_security_mode", word("SINGLE_USER", "DATA_SECURITY_MODE_DEDICATED"))
          .may("single_user_name", text())
          .may("runtime_engine", word("STANDARD", "PHOTON"))
          .may("azure_attributes", MachineShapes.AZURE_ATTRIBUTES)
          .may("spark_conf", map(VALUE))
          .may("spark_env_vars", map(VALUE))
          .may("custom_tags", map(text()))
          .may("enable_elastic_disk", flag())
          .may("enable_local_disk_encryption", flag());

  private ClusterShape() {}
}
