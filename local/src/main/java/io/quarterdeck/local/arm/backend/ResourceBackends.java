package io.quarterdeck.local.arm.backend;

import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the backend of a resource. Only resources of the environment local have backends. */
public final class ResourceBackends {
  private static final String LOCAL = "local";

  private final Map<String, ResourceBackend> byType = new HashMap<>();

  public ResourceBackends(List<ResourceBackend> backends) {
    for (ResourceBackend backend : backends) {
      backend.types().forEach(type -> byType.put(type, backend));
    }
  }

  /** Returns no backends: resources are only stored. */
  public static ResourceBackends none() {
    return new ResourceBackends(List.of());
  }

  /**
   * Returns the backend of a resource.
   *
   * @param body the body of the resource, whose tags take precedence
   */
  public Optional<ResourceBackend> find(
      ArmResources resources, String type, String id, JsonObject body) {
    ResourceBackend backend = byType.get(type);
    return backend != null && isLocal(resources, id, body)
        ? Optional.of(backend)
        : Optional.empty();
  }

  /**
   * Returns whether the resource, or its nearest container that has the tag, belongs to the
   * environment local.
   */
  public static boolean isLocal(ArmResources resources, String id, JsonObject body) {
    JsonObject nearest = body;
    String at = id;
    while (environment(nearest).isEmpty() && at.lastIndexOf('/') > 0) {
      at = at.substring(0, at.lastIndexOf('/'));
      nearest = resources.find(at).map(ArmResource::body).orElseGet(JsonObject::new);
    }
    return environment(nearest).filter(LOCAL::equals).isPresent();
  }

  private static Optional<String> environment(JsonObject body) {
    return body.has("tags") && body.get("tags").isJsonObject()
        ? Optional.ofNullable(body.getAsJsonObject("tags").get("environment"))
            .map(tag -> tag.getAsString())
        : Optional.empty();
  }
}
