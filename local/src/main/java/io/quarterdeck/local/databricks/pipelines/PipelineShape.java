package io.quarterdeck.local.databricks.pipelines;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.flag;
import static io.quarterdeck.local.http.schema.Shapes.list;
import static io.quarterdeck.local.http.schema.Shapes.map;
import static io.quarterdeck.local.http.schema.Shapes.number;
import static io.quarterdeck.local.http.schema.Shapes.text;
import static io.quarterdeck.local.http.schema.Shapes.word;

import io.quarterdeck.local.databricks.compute.MachineShapes;
import io.quarterdeck.local.http.schema.ShapeFields;

/**
 * The fields of a pipeline that Quarterdeck uses, as the Pipelines API documents them. Other fields
 * are refused.
 */
final class PipelineShape {
  private static final int MOST = 100;

  /** The definition of a pipeline. */
  static final ShapeFields SPEC =
      object()
          .needs("name", text(".{1,256}", "1 to 256 characters"))
          .may("catalog", text("[^./\\s]{1,255}", "the name of a catalog"))
          .may("schema", text("[^./\\s]{1,255}", "the name of a schema"))
          .may("configuration", map(text()))
          .needs(
              "libraries",
              list(
                  object()
                      .needs(
                          "file",
                          object()
                              .needs(
                                  "path",
                                  text("/Workspace/.+\\.sql", "an SQL file in /Workspace"))),
                  MOST))
          .may("channel", word("CURRENT", "PREVIEW"))
          .may("edition", word("CORE", "PRO", "ADVANCED"))
          .may("clusters", list(cluster(), MOST))
          .may("continuous", flag())
          .may("development", flag())
          .may("photon", flag())
          .may("serverless", flag())
          .may("tags", map(text()))
          .may(
              "notifications",
              list(
                  object()
                      .needs("email_recipients", list(text("[^@\\s]+@[^@\\s]+", "an e-mail"), MOST))
                      .needs(
                          "alerts",
                          list(
                              word(
                                  "on-update-success",
                                  "on-update-failure",
                                  "on-update-fatal-failure",
                                  "on-flow-failure"),
                              MOST)),
                  MOST));

  /** The identity is not a part of the definition. The API returns it in a separate field. */
  static final ShapeFields CREATE =
      SPEC.may("allow_duplicate_names", flag())
          .may("run_as", object().may("service_principal_name", text()).may("user_name", text()));

  static final ShapeFields EDIT = CREATE.may("id", text()).may("pipeline_id", text());

  static final ShapeFields START =
      object()
          .may("cause", word("API_CALL", "JOB_TASK", "USER_ACTION"))
          .may("full_refresh", flag())
          .may("validate_only", flag());

  static final ShapeFields EMPTY = object();

  private PipelineShape() {}

  private static ShapeFields cluster() {
    return object()
        .needs("label", word("default", "maintenance", "updates"))
        .may("node_type_id", MachineShapes.NODE_TYPE)
        .may("num_workers", number(0, MachineShapes.MOST_WORKERS))
        .may("azure_attributes", MachineShapes.AZURE_ATTRIBUTES)
        .may("custom_tags", map(text()))
        .may("spark_conf", map(text()));
  }
}
