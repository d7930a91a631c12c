package io.quarterdeck.local.arm.backend;

import io.quarterdeck.contract.LocalEventHub;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.store.ResourceIds;
import io.quarterdeck.local.eventhubs.LocalEventHubs;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One Kafka broker for the event hub of the local stack. The broker has one hub: a second one is
 * refused.
 *
 * @param eventHubs the broker
 * @param assigned the ports of the other components of the stack
 */
public record EventHubBackend(LocalEventHubs eventHubs, Set<Integer> assigned)
    implements ResourceBackend {
  private static final String HUBS = "Microsoft.EventHub/namespaces/eventhubs";
  private static final int BAD_REQUEST = 400;

  @Override
  public Set<String> types() {
    return Set.of(HUBS);
  }

  @Override
  public Map<String, Object> created(ArmRequest request) {
    String name = ResourceIds.name(request.id());
    Optional<LocalEventHub> other = eventHubs.hub().filter(hub -> !hub.hub().equals(name));
    if (other.isPresent()) {
      throw ApiError.of(
          BAD_REQUEST,
          "BadRequest",
          "The local stack has the event hub '%s', and its broker has one hub only."
              .formatted(other.get().hub()));
    }
    try {
      eventHubs.settle(
          name,
          number(request, "partitionCount"),
          number(request, "retentionDescription", "retentionTimeInHours"),
          assigned);
      return Map.of();
    } catch (Failure failed) {
      throw ApiError.of(BAD_REQUEST, "BadRequest", failed.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(ArmRequest request, String... path) {
    Object value = request.body().get("properties");
    for (String name : path) {
      value = value instanceof Map<?, ?> map ? map.get(name) : null;
    }
    if (value instanceof Number number) {
      return number.intValue();
    }
    throw ApiError.of(
        BAD_REQUEST, "BadRequest", "The event hub has no %s.".formatted(String.join(".", path)));
  }

  @Override
  public Map<String, Object> updated(ArmResource before, ArmRequest request) {
    return created(request);
  }

  @Override
  public boolean exists(ArmResource resource) {
    return eventHubs
        .hub()
        .filter(hub -> hub.hub().equals(ResourceIds.name(resource.id())))
        .isPresent();
  }

  @Override
  public void deleted(ArmResource resource) {
    if (exists(resource)) {
      try {
        eventHubs.delete();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
