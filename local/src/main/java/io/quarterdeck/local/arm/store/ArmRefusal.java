package io.quarterdeck.local.arm.store;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** An error that Resource Manager returns instead of doing what the request asks. */
public final class ArmRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  @SuppressWarnings("serial") // Never serialized: it is caught within the process.
  private final Optional<Duration> retryAfter;

  private ArmRefusal(int status, String code, String message, Optional<Duration> retryAfter) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** Returns a permanent error. */
  public static ArmRefusal of(int status, String code, String message) {
    return new ArmRefusal(status, code, message, Optional.empty());
  }

  /** Returns a temporary error; {@code after} is the Retry-After of the answer. */
  public static ArmRefusal later(int status, String code, String message, Duration after) {
    return new ArmRefusal(status, code, message, Optional.of(after));
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns Azure's error code. */
  public String code() {
    return code;
  }

  /** Returns the Retry-After of the answer; empty if the answer has none. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** Returns the body of the answer. */
  public JsonObject body() {
    JsonObject error = new JsonObject();
    error.addProperty("code", code);
    error.addProperty("message", getMessage());
    JsonObject body = new JsonObject();
    body.add("error", error);
    return body;
  }
}
