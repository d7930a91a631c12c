package io.quarterdeck.local.databricks.wire;

import com.google.gson.JsonObject;

/** A call that Databricks would refuse, with its status and its error code. */
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  private ApiError(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** 400: a value that does not fit, or a job or run that is not there. */
  public static ApiError invalid(String message) {
    return new ApiError(400, "INVALID_PARAMETER_VALUE", message);
  }

  /** 400: a body that is no JSON object. */
  public static ApiError malformed(String message) {
    return new ApiError(400, "MALFORMED_REQUEST", message);
  }

  /** 400: something of that name is there already. */
  public static ApiError exists(String message) {
    return new ApiError(400, "RESOURCE_ALREADY_EXISTS", message);
  }

  /** 404: nothing of that name is there. */
  public static ApiError missing(String message) {
    return new ApiError(404, "RESOURCE_DOES_NOT_EXIST", message);
  }

  /** 400 with a code of its own. */
  public static ApiError bad(String code, String message) {
    return new ApiError(400, code, message);
  }

  /** Any other refusal. */
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
