package io.quarterdeck.local.databricks.http;

import com.google.gson.JsonObject;

/** An error that Databricks would return, with its status and error code. */
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  private ApiError(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** 400: an invalid value, or a job or run that does not exist. */
  public static ApiError invalid(String message) {
    return new ApiError(400, "INVALID_PARAMETER_VALUE", message);
  }

  /** 400: the body is not a JSON object. */
  public static ApiError malformed(String message) {
    return new ApiError(400, "MALFORMED_REQUEST", message);
  }

  /** 400: an object with this name already exists. */
  public static ApiError exists(String message) {
    return new ApiError(400, "RESOURCE_ALREADY_EXISTS", message);
  }

  /** 404: no object with this name exists. */
  public static ApiError missing(String message) {
    return new ApiError(404, "RESOURCE_DOES_NOT_EXIST", message);
  }

  /** 400 with another code. */
  public static ApiError bad(String code, String message) {
    return new ApiError(400, code, message);
  }

  /** Any other error. */
  public static ApiError of(int status, String code, String message) {
    return new ApiError(status, code, message);
  }

  int status() {
    return status;
  }

  String body() {
    JsonObject body = new JsonObject();
    body.addProperty("error_code", code);
    body.addProperty("message", getMessage());
    return body.toString();
  }
}
