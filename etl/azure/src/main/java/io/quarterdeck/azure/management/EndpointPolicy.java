package io.quarterdeck.azure.management;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import io.quarterdeck.loader.failure.Failure;
import java.net.URI;
import java.net.URL;

/**
 * Refuses requests to other servers than Resource Manager, because the next policy adds the token.
 * Azure's libraries follow the URLs of responses to any server: the next page of a list, and the
 * status of an operation.
 */
final class EndpointPolicy extends HttpPipelineSyncPolicy {
  private final URI endpoint;

  EndpointPolicy(URI endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  protected void beforeSendingRequest(HttpPipelineCallContext context) {
    URL url = context.getHttpRequest().getUrl();
    if (!isEndpoint(url)) {
      throw Failure.of(
          "Cannot follow a link that Azure Resource Manager returned: it leads to %s; expected %s."
              + " The token is only sent to the expected server. Run this again; if the error"
              + " remains, check which server QUARTERDECK_RESOURCE_MANAGER names.",
          url.getAuthority(), endpoint.getAuthority());
    }
  }

  private boolean isEndpoint(URL url) {
    return url.getProtocol().equalsIgnoreCase(endpoint.getScheme())
        && url.getHost().equalsIgnoreCase(endpoint.getHost())
        && port(url) == (endpoint.getPort() == -1 ? url.getDefaultPort() : endpoint.getPort());
  }

  private static int port(URL url) {
    return url.getPort() == -1 ? url.getDefaultPort() : url.getPort();
  }
}
