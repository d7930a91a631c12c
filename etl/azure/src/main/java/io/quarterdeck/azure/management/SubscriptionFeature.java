package io.quarterdeck.azure.management;

import com.azure.core.exception.HttpResponseException;
import io.quarterdeck.contract.ApiVersions;
import java.util.Map;
import java.util.Optional;

/**
 * A feature of a resource provider for which a subscription must be registered before Azure accepts
 * some requests. Source: Microsoft Learn, "Features - Get" (/rest/api/resources/features/get).
 */
public enum SubscriptionFeature {
  /** Virtual machines and scale sets whose host encrypts caches and temporary disks. */
  ENCRYPTION_AT_HOST("Microsoft.Compute", "EncryptionAtHost");

  private final String namespace;
  private final String feature;

  SubscriptionFeature(String namespace, String feature) {
    this.namespace = namespace;
    this.feature = feature;
  }

  /** Returns the namespace of the resource provider. */
  public String namespace() {
    return namespace;
  }

  /** Returns the name without the namespace. */
  public String feature() {
    return feature;
  }

  /**
   * Returns Azure's state, for example {@code Registered}, {@code Registering} or {@code
   * NotRegistered}; empty if the response has none.
   *
   * @throws HttpResponseException for each error that Azure returns
   */
  public Optional<String> state(String subscriptionId, ManagementClients clients) {
    String id =
        "subscriptions/%s/providers/Microsoft.Features/providers/%s/features/%s"
            .formatted(subscriptionId, namespace, feature);
    Object properties =
        clients
            .resources(subscriptionId)
            .getResources()
            .getById(id, ApiVersions.of("Microsoft.Features/features").version())
            .properties();
    return properties instanceof Map<?, ?> map
        ? Optional.ofNullable(map.get("state")).map(Object::toString)
        : Optional.empty();
  }
}
