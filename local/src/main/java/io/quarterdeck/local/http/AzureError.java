package io.quarterdeck.local.http;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request that an Azure service refuses, in the format that Resource Manager and Key Vault share:
 * {@code {"error": {"code": …, "message": …}}}.
 */
public final class AzureError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  @SuppressWarnings("serial") // Never serialized: it is caught within the process.
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

  /** Returns an error with this HTTP status and this code of the service. */
  public static AzureError of(int status, String code, String message) {
    return new AzureError(status, code, message, Optional.empty(), Map.of());
  }

  /** Returns this error with the code of an inner error, as in Key Vault. */
  public AzureError because(String innerCode) {
    return new AzureError(status, code, getMessage(), Optional.of(innerCode), headers);
  }

  /** Returns this error with an additional header. */
  public AzureError with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new AzureError(status, code, getMessage(), inner, Map.copyOf(all));
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the code, for example {@code ResourceNotFound}. */
  public String code() {
    return code;
  }

  /** Returns the code of the inner error. */
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
