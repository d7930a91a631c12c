package io.quarterdeck.local.signin;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.util.Context;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends the requests of Microsoft's authentication library with the HTTP client of Azure's
 * libraries, which trusts the certificate of the local stack.
 *
 * @param client sends the requests
 */
record MsalHttp(HttpClient client) implements IHttpClient {
  @Override
  public IHttpResponse send(HttpRequest request) {
    com.azure.core.http.HttpRequest sent =
        new com.azure.core.http.HttpRequest(
            HttpMethod.valueOf(request.httpMethod().name()), request.url());
    request
        .headers()
        .forEach((name, value) -> sent.setHeader(HttpHeaderName.fromString(name), value));
    if (request.body() != null) {
      sent.setBody(request.body());
    }
    try (com.azure.core.http.HttpResponse response = client.sendSync(sent, Context.NONE)) {
      Map<String, List<String>> headers = new HashMap<>();
      response
          .getHeaders()
          .forEach(header -> headers.put(header.getName(), header.getValuesList()));
      HttpResponse answer =
          new HttpResponse()
              .statusCode(response.getStatusCode())
              .body(response.getBodyAsBinaryData().toString());
      answer.addHeaders(headers);
      return answer;
    }
  }
}
