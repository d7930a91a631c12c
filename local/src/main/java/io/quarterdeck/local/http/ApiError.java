package io.quarterdeck.local.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A request that a service refuses. The {@link ApiStyle} of the service writes it as JSON. */
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String RETRY_AFTER = "Retry-After";

  private final int status;
  private final String code;

  @SuppressWarnings("serial") // Never serialized: it is caught within the process.
  private final Optional<String> inner;

  @SuppressWarnings("serial") // As above.
  private final Map<String, String> headers;

  private ApiError(
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
  public static ApiError of(int status, String code, String message) {
    return new ApiError(status, code, message, Optional.empty(), Map.of());
  }

  /** Returns a temporary error; {@code after} is the Retry-After of the answer. */
  public static ApiError later(int status, String code, String message, Duration after) {
    return of(status, code, message).with(RETRY_AFTER, Long.toString(after.toSeconds()));
  }

  /** Returns this error with the code of an inner error, as in Key Vault. */
  public ApiError because(String innerCode) {
    return new ApiError(status, code, getMessage(), Optional.of(innerCode), headers);
  }

  /** Returns this error with an additional header. */
  public ApiError with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new ApiError(status, code, getMessage(), inner, Map.copyOf(all));
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

  /** Returns the Retry-After of the answer; empty if the answer has none. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(headers.get(RETRY_AFTER))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }

  /** Returns the headers of the answer. */
  Map<String, String> headers() {
    return headers;
  }
}
