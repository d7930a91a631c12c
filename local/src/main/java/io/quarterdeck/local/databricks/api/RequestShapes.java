package io.quarterdeck.local.databricks.api;

import com.google.gson.JsonObject;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.schema.JsonValues;
import io.quarterdeck.local.http.schema.Shape;
import io.quarterdeck.local.http.schema.ShapeErrors;
import io.quarterdeck.local.http.schema.ShapeFields;
import io.quarterdeck.local.http.schema.ShapeValidator;

/** Validates requests to Databricks. Refuses a request at its first error. */
public final class RequestShapes implements ShapeErrors {
  private static final int LONGEST_VALUE = 200;

  private static final ShapeValidator VALIDATOR =
      new ShapeValidator(JsonValues.NULL_IS_A_VALUE, new RequestShapes());

  private RequestShapes() {}

  /**
   * Returns the request if it has this shape.
   *
   * @throws ApiError otherwise
   */
  public static JsonObject check(ShapeFields shape, JsonObject request) {
    VALIDATOR.check(shape, request);
    return request;
  }

  @Override
  public void wrong(Place at, Shape shape, Object value) {
    String text = value.toString();
    String shown = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
    throw refusal(at, shown, shape.expected());
  }

  @Override
  public void unknown(Place at, ShapeFields object) {
    throw refusal(at, "an unknown field", "one of " + String.join(", ", object.names()));
  }

  @Override
  public void absent(Place at, Place parent) {
    throw refusal(at, "nothing", "a value");
  }

  private static ApiError refusal(Place at, String found, String expected) {
    return DatabricksErrors.invalid(
        "Cannot accept %s: found %s; expected %s."
            .formatted(at.path().isEmpty() ? "the request" : at.path(), found, expected));
  }
}
