package io.quarterdeck.cli.doctor;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import io.quarterdeck.azure.access.JsonFields;
import java.util.Optional;

/**
 * Sends HTTP requests without retries.
 *
 * @param http the client
 */
record Web(HttpClient http) {
  /**
   * A response.
   *
   * @param status the HTTP status
   * @param body the fields of the JSON object in the body
   * @param date the value of the header {@code Date}
   */
  record Reply(int status, JsonFields body, Optional<String> date) {
    boolean succeeded() {
      return status >= 200 && status < 300;
    }
  }

  /** Sends a request without credentials. */
  Reply get(String url) {
    return send(new HttpRequest(HttpMethod.GET, url));
  }

  /** Sends a request with a bearer token. The outputs allow plain HTTP only for loopback. */
  Reply get(String url, String token) {
    return send(
        new HttpRequest(HttpMethod.GET, url)
            .setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token));
  }

  private Reply send(HttpRequest request) {
    try (HttpResponse response = http.sendSync(request, Context.NONE)) {
      return new Reply(
          response.getStatusCode(),
          JsonFields.read(response.getBodyAsBinaryData()),
          Optional.ofNullable(response.getHeaderValue(HttpHeaderName.DATE)));
    }
  }
}
