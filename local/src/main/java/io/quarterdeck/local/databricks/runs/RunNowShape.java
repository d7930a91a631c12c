package io.quarterdeck.local.databricks.runs;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.flag;
import static io.quarterdeck.local.http.schema.Shapes.map;
import static io.quarterdeck.local.http.schema.Shapes.number;
import static io.quarterdeck.local.http.schema.Shapes.text;

import io.quarterdeck.local.http.schema.ShapeFields;

/** The fields of requests for runs. */
final class RunNowShape {
  static final ShapeFields RUN_NOW =
      object()
          .needs("job_id", number(1, Long.MAX_VALUE))
          .may("idempotency_token", text(".{1,64}", "a text of at most 64 letters"))
          .may("job_parameters", map(text()))
          .may("queue", object().needs("enabled", flag()));

  static final ShapeFields CANCEL = object().needs("run_id", number(1, Long.MAX_VALUE));

  private RunNowShape() {}
}
