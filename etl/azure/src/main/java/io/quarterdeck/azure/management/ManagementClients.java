package io.quarterdeck.azure.management;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.exception.ManagementError;
import com.azure.core.management.http.policy.ArmChallengeAuthenticationPolicy;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.resourcemanager.authorization.AuthorizationManager;
import com.azure.resourcemanager.authorization.fluent.AuthorizationManagementClient;
import com.azure.resourcemanager.msi.MsiManager;
import com.azure.resourcemanager.msi.fluent.ManagedServiceIdentityClient;
import com.azure.resourcemanager.postgresqlflexibleserver.PostgreSqlManager;
import com.azure.resourcemanager.postgresqlflexibleserver.fluent.PostgreSqlManagementClient;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.fluent.ResourceManagementClient;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import com.azure.resourcemanager.resources.fluentcore.arm.ResourceId;
import com.azure.resourcemanager.resources.models.Subscriptions;
import com.azure.resourcemanager.storage.StorageManager;
import com.azure.resourcemanager.storage.fluent.StorageManagementClient;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.access.JsonFields;
import io.quarterdeck.azure.access.Scopes;
import io.quarterdeck.contract.ApiVersions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Microsoft's clients of Azure Resource Manager. They sign in, retry requests, and send requests to
 * one server only. Unlike the pipeline that the libraries create, they do not register resource
 * providers in the subscription. A client is created when it is needed, and throws {@link
 * HttpResponseException} for each error that Azure returns ({@link AzureError}). Thread-safe.
 */
public final class ManagementClients {
  private static final int TRIES_MORE = 2;
  private static final Duration PAUSE = Duration.ofMillis(500);

  /**
   * azure-resourcemanager-postgresqlflexibleserver 1.2.0-beta.1 sends a preview version, and Azure
   * retires previews without the notice that it gives for other versions. The program writes with
   * the version of the table, which has all fields that we read.
   */
  private static final ApiVersionPolicy POSTGRES_VERSION =
      new ApiVersionPolicy(
          "2025-01-01-preview", ApiVersions.of("azure-native:dbforpostgresql:Server").version());

  private record Key(Class<?> client, String subscriptionId) {}

  private final URI endpoint;
  private final AzureEnvironment environment;
  private final HttpPipeline pipeline;
  private final HttpPipeline postgresPipeline;
  private final Map<Key, Object> clients = new ConcurrentHashMap<>();

  /** Sends no request. */
  public ManagementClients(AzureAccess access) {
    endpoint = access.resourceManager();
    environment = environment(endpoint);
    pipeline = pipeline(access, List.of());
    postgresPipeline = pipeline(access, List.of(POSTGRES_VERSION));
  }

  /** The other endpoints are those of the public cloud. The clients below do not use them. */
  private static AzureEnvironment environment(URI endpoint) {
    Map<String, String> endpoints = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
    endpoints.put("resourceManagerEndpointUrl", endpoint + "/");
    return new AzureEnvironment(endpoints);
  }

  private static HttpPipeline pipeline(AzureAccess access, List<HttpPipelinePolicy> first) {
    return new HttpPipelineBuilder()
        .httpClient(access.http())
        .policies(
            Stream.concat(
                    first.stream(),
                    Stream.of(
                        new EndpointPolicy(access.resourceManager()),
                        new RetryPolicy(new RetryOptions(new FixedDelayOptions(TRIES_MORE, PAUSE))),
                        new ArmChallengeAuthenticationPolicy(
                            access.credential(), Scopes.resourceManager(access.resourceManager()))))
                .toArray(HttpPipelinePolicy[]::new))
        .build();
  }

  /** Returns the URL of Resource Manager without a trailing slash. */
  public URI endpoint() {
    return endpoint;
  }

  /** Returns the client of subscriptions. */
  public Subscriptions subscriptions() {
    return ResourceManager.authenticate(pipeline, new AzureProfile(null, null, environment))
        .subscriptions();
  }

  /** Returns the client of resource groups, of resource providers, and of resources of any type. */
  public ResourceManagementClient resources(String subscriptionId) {
    return client(
        ResourceManagementClient.class,
        subscriptionId,
        profile ->
            ResourceManager.authenticate(pipeline, profile)
                .withSubscription(subscriptionId)
                .serviceClient());
  }

  /** Returns the client of permissions and role assignments. */
  public AuthorizationManagementClient authorization(String subscriptionId) {
    return client(
        AuthorizationManagementClient.class,
        subscriptionId,
        profile -> AuthorizationManager.authenticate(pipeline, profile).roleServiceClient());
  }

  /** Returns the client of storage accounts and their containers. */
  public StorageManagementClient storage(String subscriptionId) {
    return client(
        StorageManagementClient.class,
        subscriptionId,
        profile -> StorageManager.authenticate(pipeline, profile).serviceClient());
  }

  /** Returns the client of managed identities. */
  public ManagedServiceIdentityClient identities(String subscriptionId) {
    return client(
        ManagedServiceIdentityClient.class,
        subscriptionId,
        profile -> MsiManager.authenticate(pipeline, profile).serviceClient());
  }

  /** Returns the client of PostgreSQL flexible servers. */
  public PostgreSqlManagementClient postgres(String subscriptionId) {
    return client(
        PostgreSqlManagementClient.class,
        subscriptionId,
        profile -> PostgreSqlManager.authenticate(postgresPipeline, profile).serviceClient());
  }

  /**
   * Reads a resource of any type.
   *
   * @param id {@code /subscriptions/…}
   * @param apiVersion the API version of the type
   */
  public GenericResourceInner resource(String id, String apiVersion) {
    // The library adds the slash before the id.
    return resources(ResourceId.fromString(id).subscriptionId())
        .getResources()
        .getById(id.substring(1), apiVersion);
  }

  /**
   * Lists the children of a resource, for which Microsoft's libraries have no client.
   *
   * @param id {@code /subscriptions/…/triggers}
   * @param apiVersion the API version of the type
   */
  public List<JsonFields> list(String id, String apiVersion) {
    List<JsonFields> children = new ArrayList<>();
    Optional<String> page = Optional.of(endpoint + id + "?api-version=" + apiVersion);
    while (page.isPresent()) {
      JsonFields answer = get(page.get());
      answer.items("value").forEach(child -> children.add(JsonFields.of(child)));
      page = answer.text("nextLink");
    }
    return children;
  }

  private JsonFields get(String url) {
    try (HttpResponse response =
        pipeline.sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE)) {
      BinaryData body = response.getBodyAsBinaryData();
      if (response.getStatusCode() != 200) {
        AzureError error = AzureError.of(response.getStatusCode(), JsonFields.read(body));
        throw new HttpResponseException(
            error.text(), response, new ManagementError(error.code(), error.message()));
      }
      return JsonFields.read(body);
    }
  }

  private <T> T client(
      Class<T> type, String subscriptionId, Function<AzureProfile, ? extends T> create) {
    return type.cast(
        clients.computeIfAbsent(
            new Key(type, subscriptionId),
            key -> create.apply(new AzureProfile(null, subscriptionId, environment))));
  }
}
