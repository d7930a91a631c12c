package io.quarterdeck.local.http;

import java.util.Map;

/** The conventions that differ between the APIs of the services: errors and headers. */
public interface ApiStyle {
  /** Returns the answer for an error, without the headers of the error. */
  Answer refusal(ApiError error);

  /** Returns the error for a request that names another host. */
  ApiError foreignHost(String message);

  /**
   * Returns the host name that the service also has, or the domain whose host names it has, with a
   * leading dot; empty if it has only the names of loopback.
   */
  default String domain() {
    return "";
  }

  /** Returns whether the service has this host name, besides those of loopback. */
  default boolean has(String host) {
    return domain().startsWith(".")
        ? host.endsWith(domain())
        : !domain().isEmpty() && host.equals(domain());
  }

  /** Returns the error for an internal failure of the emulator. */
  ApiError failure(String message);

  /** Returns the content type of JSON, which Azure's own services send with the encoding. */
  default String jsonType() {
    return "application/json; charset=utf-8";
  }

  /** Returns the headers of every answer. */
  Map<String, String> headers();

  /**
   * Returns the headers that describe a body that is omitted because the request is a HEAD request.
   * By default, there are none.
   */
  default Map<String, String> omitted(Answer.Body body) {
    return Map.of();
  }
}
