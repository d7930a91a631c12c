package io.quarterdeck.local.databricks.shape;

import com.google.gson.JsonElement;

/** The permitted values of a JSON value in a request. Immutable. */
@FunctionalInterface
public interface JsonShape {
  /**
   * Validates the value.
   *
   * @param path the path of the value in the request, for the message
   * @throws io.quarterdeck.local.databricks.http.ApiError if the value is not permitted
   */
  void check(String path, JsonElement value);
}
