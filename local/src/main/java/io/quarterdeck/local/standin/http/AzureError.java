package io.quarterdeck.local.standin.http;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request that an Azure service refuses, in the form that Resource Manager and Key Vault share:
 * {@code {"error": {"code": …, "message": …}}}.
 */
public final class AzureError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  @SuppressWarnings("serial") // Never written: it is caught within the process.
  private final Optional<String> inner;

  @SuppressWarnings("serial") // As above.
  private final Map<String, String> headers;

  private AzureError(
      int status,
      String code,
      String message,
      Optional<String> inner,
      Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.inner = inner;
    this.headers = headers;
  }

  /** A refusal with this HTTP status and the service's code. */
  public static AzureError of(int status, String code, String message) {
    return new AzureError(status, code, message, Optional.empty(), Map.of());
  }

  /** This refusal with the code of an inner error, as Key Vault gives one. */
  public AzureError because(String innerCode) {
    return new AzureError(status, code, getMessage(), Optional.of(innerCode), headers);
  }

  /** This refusal with one more header. */
  public AzureError with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new AzureError(status, code, getMessage(), inner, Map.copyOf(all));
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The service's code, {@code ResourceNotFound}. */
  public String code() {
    return code;
  }

  /** The code of the inner error. */
  public Optional<String> innerCode() {
    return inner;
  }

  Answer answer() {
    JsonObject error = new JsonObject();
    error.addProperty("code", code);
    error.addProperty("message", getMessage());
    inner.ifPresent(
        text -> {
          JsonObject innerError = new JsonObject();
          innerError.addProperty("code", text);
          error.add("innererror", innerError);
        });
    JsonObject body = new JsonObject();
    body.add("error", error);
    return new Answer(status, headers, Optional.of(body));
  }
}
