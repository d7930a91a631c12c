package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.infra.arm.ArmTypes;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.arm.types.ResponseReader;
import io.quarterdeck.local.http.ApiError;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ids of other resources that a resource references. */
final class References {
  /** Types that reference a resource but do not use it. They do not prevent its deletion. */
  private static final Set<String> ONLOOKERS =
      Set.of(
          "Microsoft.Network/networkWatchers/flowLogs",
          "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
          "Microsoft.Insights/metricAlerts",
          "Microsoft.Insights/scheduledQueryRules");

  private final ArmResources resources;

  References(ArmResources resources) {
    this.resources = resources;
  }

  /**
   * Refuses a request that references a resource that does not exist. The resources of other
   * subscriptions are not known here, so references to them are accepted. The ids of the resource's
   * own children in the request have no effect.
   */
  void check(ArmRequest request) {
    for (String id : in(request.body())) {
      if (ofSubscriptionOf(request, id)
          && !ResourceIds.within(id, request.id())
          && known(id)
          && resources.find(id).isEmpty()) {
        throw ApiError.of(
            400,
            "InvalidResourceReference",
            "Resource %s referenced by resource %s was not found. Please make sure that the referenced resource exists, and that both resources are in the same region."
                .formatted(id, request.id()));
      }
    }
  }

  /** Returns a resource outside this one that references it or a resource within it. */
  Optional<ArmResource> user(String id) {
    return resources.list().stream()
        .filter(other -> !ResourceIds.key(other.id()).equals(ResourceIds.key(id)))
        .filter(other -> !ResourceIds.within(other.id(), id) && !ONLOOKERS.contains(other.type()))
        .filter(
            other ->
                in(JsonMaps.map(other.body())).stream()
                    .filter(named -> !named.equalsIgnoreCase(other.id()))
                    .anyMatch(named -> named.equalsIgnoreCase(id) || ResourceIds.within(named, id)))
        .findFirst();
  }

  private static boolean ofSubscriptionOf(ArmRequest request, String id) {
    String subscription =
        request.id().substring(0, request.id().indexOf('/', "/subscriptions/".length()));
    return ResourceIds.within(id, subscription);
  }

  private static boolean known(String id) {
    return ArmTypes.all().stream()
        .filter(type -> !type.path().startsWith("{"))
        .anyMatch((ArmType type) -> !ResponseReader.names(type, id).isEmpty());
  }

  private static Set<String> in(Map<String, Object> body) {
    Set<String> ids = new HashSet<>();
    collect(body, ids);
    return ids;
  }

  private static void collect(Object value, Set<String> ids) {
    if (value instanceof Map<?, ?> map) {
      map.values().forEach(entry -> collect(entry, ids));
      // Identities are referenced by the keys of a map.
      map.keySet().forEach(key -> collect(key, ids));
    } else if (value instanceof List<?> list) {
      list.forEach(entry -> collect(entry, ids));
    } else if (value instanceof String text && text.startsWith("/subscriptions/")) {
      ids.add(text);
    }
  }
}
