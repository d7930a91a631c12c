package io.quarterdeck.azure.access;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.util.Context;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads from Azure Resource Manager, and starts its operations. See
 * docs/decisions/0021-requests-to-the-resource-manager.md. Thread-safe.
 */
public final class ResourceManager {
  private static final int TRIES_MORE = 2;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final URI endpoint;
  private final HttpPipeline pipeline;

  public ResourceManager(AzureAccess access) {
    endpoint = access.resourceManager();
    pipeline =
        new HttpPipelineBuilder()
            .httpClient(access.http())
            .policies(
                new RetryPolicy(new RetryOptions(new FixedDelayOptions(TRIES_MORE, PAUSE))),
                new BearerTokenAuthenticationPolicy(
                    access.credential(), Scopes.resourceManager(endpoint)))
            .build();
  }

  /** Returns the URL without a trailing slash. */
  public URI endpoint() {
    return endpoint;
  }

  /**
   * Reads a resource. Error responses are returned, not thrown.
   *
   * @param path the resource's id, {@code /subscriptions/…}
   */
  public ArmAnswer get(String path, String apiVersion) {
    return send(endpoint + path + "?api-version=" + apiVersion);
  }

  /**
   * Reads all pages of a list.
   *
   * @return the responses in order; if a request fails, the last response is the error
   */
  public List<ArmAnswer> pages(String path, String apiVersion) {
    List<ArmAnswer> pages = new ArrayList<>();
    Optional<String> next = Optional.of(endpoint + path + "?api-version=" + apiVersion);
    while (next.isPresent()) {
      ArmAnswer page = send(next.get());
      pages.add(page);
      // Do not send the token to another host.
      next = page.text("nextLink").filter(link -> link.startsWith(endpoint + "/"));
    }
    return pages;
  }

  /**
   * Sends a POST without a body and follows the long-running operation that it starts.
   *
   * @param path the resource's id and the action, {@code /subscriptions/…/restart}
   * @param limit the maximum time to wait, including for other operations on the resource
   */
  public ArmOperation run(String path, String apiVersion, Duration limit) {
    return new OperationWatch(pipeline, endpoint, limit)
        .run(endpoint + path + "?api-version=" + apiVersion);
  }

  private ArmAnswer send(String url) {
    try (HttpResponse response =
        pipeline.sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE)) {
      return ArmAnswer.of(response.getStatusCode(), response.getBodyAsBinaryData());
    }
  }
}
