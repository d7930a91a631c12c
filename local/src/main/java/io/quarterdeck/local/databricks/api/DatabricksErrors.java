package io.quarterdeck.local.databricks.api;

import io.quarterdeck.local.http.ApiError;

/** The errors that all parts of Databricks' API share. */
public final class DatabricksErrors {
  private DatabricksErrors() {}

  /** 400: an invalid value, or a job or run that does not exist. */
  public static ApiError invalid(String message) {
    return bad("INVALID_PARAMETER_VALUE", message);
  }

  /** 400: the body is not a JSON object. */
  public static ApiError malformed(String message) {
    return bad("MALFORMED_REQUEST", message);
  }

  /** 400: an object with this name already exists. */
  public static ApiError exists(String message) {
    return bad("RESOURCE_ALREADY_EXISTS", message);
  }

  /** 404: no object with this name exists. */
  public static ApiError missing(String message) {
    return ApiError.of(404, "RESOURCE_DOES_NOT_EXIST", message);
  }

  /** 403: the caller does not have the right. */
  public static ApiError denied(String message) {
    return ApiError.of(403, "PERMISSION_DENIED", message);
  }

  /** 400 with another code. */
  public static ApiError bad(String code, String message) {
    return ApiError.of(400, code, message);
  }
}
