package io.quarterdeck.local.arm.store;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** What Resource Manager answers when it does not do what was asked. */
public final class ArmRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  @SuppressWarnings("serial") // Never written: it is caught within the process.
  private final Optional<Duration> retryAfter;

  private ArmRefusal(int status, String code, String message, Optional<Duration> retryAfter) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** A refusal for good. */
  public static ArmRefusal of(int status, String code, String message) {
    return new ArmRefusal(status, code, message, Optional.empty());
  }

  /** A refusal for now; {@code after} is the answer's Retry-After. */
  public static ArmRefusal later(int status, String code, String message, Duration after) {
    return new ArmRefusal(status, code, message, Optional.of(after));
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Azure's error code. */
  public String code() {
    return code;
  }

  /** How long the service asks to wait; empty where it asks for nothing. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** The answer's body. */
  public JsonObject body() {
    JsonObject error = new JsonObject();
    error.addProperty("code", code);
    error.addProperty("message", getMessage());
    JsonObject body = new JsonObject();
    body.add("error", error);
    return body;
  }
}
