package io.quarterdeck.local.arm.parts;

import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which part stands behind which resource: some in the environment local, none in the others. */
public final class Parts {
  private static final String LOCAL = "local";

  private final Map<String, PartBehind> byType = new HashMap<>();

  public Parts(List<PartBehind> parts) {
    for (PartBehind part : parts) {
      part.types().forEach(type -> byType.put(type, part));
    }
  }

  /** No parts: resources are kept and nothing else happens. */
  public static Parts none() {
    return new Parts(List.of());
  }

  /**
   * The part behind a resource.
   *
   * @param body the resource's own body, whose tags count first
   */
  public Optional<PartBehind> behind(
      ArmResources resources, String type, String id, JsonObject body) {
    PartBehind part = byType.get(type);
    return part != null && isLocal(resources, id, body) ? Optional.of(part) : Optional.empty();
  }

  /** Whether the resource, or the nearest thing around it that has the tag, is of the local one. */
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
