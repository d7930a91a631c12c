package io.quarterdeck.local.datafactory.activity;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.quarterdeck.local.entra.Audience;
import java.util.Optional;

/**
 * Sends requests of activities as the identity of the factory.
 *
 * @param identity the identity
 */
record ServiceRequest(FactoryIdentity identity) {
  /**
   * An answer.
   *
   * @param text the body
   */
  record Received(int status, String text) {
    /** Returns the body, if it is a JSON object. */
    Optional<JsonObject> json() {
      try {
        JsonElement parsed = JsonParser.parseString(text);
        return parsed instanceof JsonObject object ? Optional.of(object) : Optional.empty();
      } catch (JsonParseException e) {
        return Optional.empty();
      }
    }
  }

  /**
   * Sends a request.
   *
   * @param headers the headers, each a text
   * @param body the body; empty for none
   * @throws ActivityFailure if the service cannot be reached, or answers with an error
   */
  Received send(
      HttpMethod method, String url, JsonObject headers, String body, Optional<Audience> audience)
      throws ActivityFailure {
    HttpRequest request = new HttpRequest(method, url);
    headers
        .entrySet()
        .forEach(
            each ->
                request.setHeader(
                    HttpHeaderName.fromString(each.getKey()), each.getValue().getAsString()));
    audience.ifPresent(
        service ->
            request.setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + identity.token(service)));
    if (method != HttpMethod.GET) {
      request.setBody(body);
    }
    Received received = received(request);
    if (received.status() >= 400) {
      throw new ActivityFailure(
          Integer.toString(received.status()),
          "%s %s answered %d: %s".formatted(method, url, received.status(), received.text()));
    }
    return received;
  }

  private Received received(HttpRequest request) throws ActivityFailure {
    try (HttpResponse response = identity.http().sendSync(request, Context.NONE)) {
      String text = response.getBodyAsBinaryData().toString();
      return new Received(response.getStatusCode(), text);
    } catch (RuntimeException e) {
      throw new ActivityFailure(
          "2108", "Error calling the endpoint '%s': %s".formatted(request.getUrl(), e), e);
    }
  }
}
