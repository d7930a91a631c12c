package io.quarterdeck.local.databricks.shape;

import com.google.gson.JsonElement;

/** What a JSON value of a request may be. Immutable. */
@FunctionalInterface
public interface Shape {
  /**
   * Looks at the value.
   *
   * @param path where it is in the request, for the message
   * @throws io.quarterdeck.local.databricks.wire.ApiError when it does not fit
   */
  void check(String path, JsonElement value);
}
