package io.quarterdeck.azure.management;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import com.azure.core.util.UrlBuilder;

/**
 * Replaces the API version that a library sends. It does not change other versions, such as those
 * in URLs that the service returns.
 */
final class ApiVersionPolicy extends HttpPipelineSyncPolicy {
  private static final String PARAMETER = "api-version";

  private final String ofLibrary;
  private final String used;

  /**
   * Creates the policy.
   *
   * @param ofLibrary the version that the library sends
   * @param used the version that replaces it
   */
  ApiVersionPolicy(String ofLibrary, String used) {
    this.ofLibrary = ofLibrary;
    this.used = used;
  }

  @Override
  protected void beforeSendingRequest(HttpPipelineCallContext context) {
    HttpRequest request = context.getHttpRequest();
    UrlBuilder url = UrlBuilder.parse(request.getUrl());
    if (ofLibrary.equals(url.getQuery().get(PARAMETER))) {
      request.setUrl(url.setQueryParameter(PARAMETER, used).toString());
    }
  }
}
