package io.quarterdeck.local.arm.requests;

import com.google.gson.JsonObject;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.requests.WritableTypes.WritableType;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.JsonMaps;
import io.quarterdeck.local.arm.store.PatchBase;
import io.quarterdeck.local.arm.types.InputFinding;
import io.quarterdeck.local.arm.types.InputValidation;
import io.quarterdeck.local.arm.types.ResponseReader;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.http.ApiError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The entry of all writes: the endpoint of Resource Manager and the emulated provider both call
 * this class. It checks the content of a request against the published shape of its type, and the
 * control plane then applies the rules of the services. Thread-safe.
 */
public final class ResourceWrites {
  private static final Pattern GROUPS =
      Pattern.compile("(/subscriptions/[^/]+)/resourceGroups/", Pattern.CASE_INSENSITIVE);

  private final Supplier<ControlPlane> azure;

  /**
   * Creates the entry.
   *
   * @param azure returns the control plane, which may be opened later
   */
  public ResourceWrites(Supplier<ControlPlane> azure) {
    this.azure = azure;
  }

  /**
   * What a write did.
   *
   * @param resource the resource afterwards
   * @param created whether it did not exist before
   */
  public record Written(ArmResource resource, boolean created) {}

  /** Returns whether resources of a type can be written, for example {@code Microsoft.X/y}. */
  public static boolean knows(String azureType) {
    return WritableTypes.find(azureType).isPresent();
  }

  /**
   * Creates or replaces a resource, for a request in the form that the provider builds.
   *
   * @throws ApiError if Azure would refuse the request
   */
  public ArmResource put(EntraPrincipal caller, ArmRequest request) {
    check(known(request.type().azureType()), request);
    return azure.get().put(caller, request);
  }

  /**
   * Creates or replaces a resource, like a PUT with this body.
   *
   * @param azureType the type, in any case
   * @param id the path of the request
   * @throws ApiError if Azure would refuse the request
   */
  public Written put(EntraPrincipal caller, String azureType, String id, JsonObject body) {
    WritableType type = known(azureType);
    ControlPlane plane = azure.get();
    synchronized (plane) {
      Optional<ArmResource> existing = plane.resources().find(id);
      Map<String, Object> sent = MergePatch.apply(Map.of(), JsonMaps.body(body));
      ArmRequest request =
          new ArmRequest(
              type.type(), id(type.type(), id, existing), type.body().withoutReadOnly(sent));
      if (existing.isEmpty()) {
        requireLocation(type, request);
      }
      return new Written(put(caller, request), existing.isEmpty());
    }
  }

  /**
   * Changes a resource, like a PATCH with this body.
   *
   * @param existing the resource before
   * @throws ApiError if Azure would refuse the request
   */
  public ArmResource patch(EntraPrincipal caller, ArmResource existing, JsonObject body) {
    WritableType type = known(existing.type());
    ControlPlane plane = azure.get();
    synchronized (plane) {
      ArmResource before = plane.resources().find(existing.id()).orElse(existing);
      Map<String, Object> patch = JsonMaps.body(body);
      Map<String, Object> now = type.body().writable(JsonMaps.body(before.body()));
      Map<String, Object> changed =
          MergePatch.apply(
              PatchBase.withoutKept(type.type(), before, now), type.body().withoutReadOnly(patch));
      check(
          type,
          new ArmRequest(
              type.type(), before.id(), PatchBase.withKept(type.type(), before, changed)));
      return plane.put(caller, new ArmRequest(type.type(), before.id(), changed));
    }
  }

  /**
   * Approves or rejects a private endpoint connection, like a PUT of the connection.
   *
   * @param target the resource that the private endpoint connects to
   * @param name the name of the connection
   * @throws ApiError if Azure would refuse the request
   */
  public void decide(EntraPrincipal caller, ArmResource target, String name, JsonObject body) {
    azure.get().decide(caller, target, name, JsonMaps.body(body));
  }

  /**
   * Deletes a resource with everything in it, like DELETE.
   *
   * @return the resource before; empty if it did not exist
   * @throws ApiError if Azure would refuse the request
   */
  public Optional<ArmResource> delete(EntraPrincipal caller, String azureType, String id) {
    ArmType type = known(azureType).type();
    ControlPlane plane = azure.get();
    synchronized (plane) {
      Optional<ArmResource> existing = plane.resources().find(id);
      plane.delete(caller, id, type.azureType());
      return existing;
    }
  }

  private static void check(WritableType type, ArmRequest request) {
    List<InputFinding> findings = InputValidation.of(type.resource(), type.body(), request);
    if (!findings.isEmpty()) {
      throw ApiError.of(400, findings.get(0).code(), findings.get(0).message());
    }
  }

  private static WritableType known(String azureType) {
    return WritableTypes.find(azureType)
        .orElseThrow(
            () ->
                ApiError.of(
                    405,
                    "HttpMethodNotSupported",
                    "The resource type '%s' cannot be written on the local stack."
                        .formatted(azureType)));
  }

  /** Returns the id in Azure's usual case. An existing resource keeps its id. */
  private static String id(ArmType type, String id, Optional<ArmResource> existing) {
    if (existing.isPresent()) {
      return existing.get().id();
    }
    Map<String, Object> names = ResponseReader.names(type, id);
    String usual = names.isEmpty() ? id : type.path();
    for (Map.Entry<String, Object> name : names.entrySet()) {
      usual = usual.replace("{" + name.getKey() + "}", name.getValue().toString());
    }
    return GROUPS.matcher(usual).replaceFirst("$1/resourceGroups/");
  }

  private static void requireLocation(WritableType type, ArmRequest request) {
    if (type.body().writable().find("location").isPresent()
        && !request.body().containsKey("location")) {
      throw ApiError.of(
          400, "LocationRequired", "The location property is required for this definition.");
    }
  }
}
