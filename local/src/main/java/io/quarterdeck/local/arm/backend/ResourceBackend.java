package io.quarterdeck.local.arm.backend;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import java.util.Map;
import java.util.Set;

/**
 * A real server for resources of the environment {@code local}, for example a PostgreSQL database
 * for a database resource. Calls are idempotent, because a call is repeated if the process died
 * during it. Calls are not concurrent.
 */
public interface ResourceBackend {
  /**
   * Returns the types that it supports, for example {@code Microsoft.KeyVault/vaults}; compared
   * exactly.
   */
  Set<String> types();

  /**
   * Called when a resource is created.
   *
   * @param request the body contains secrets in plain text, as Azure receives them
   * @return values to merge into the body of the resource: mostly endpoints
   * @throws io.quarterdeck.local.http.ApiError if the backend refuses the resource
   */
  Map<String, Object> created(ArmRequest request);

  /**
   * Called when a resource is updated. The request contains the whole resource. Returns the same as
   * {@code created}.
   */
  Map<String, Object> updated(ArmResource before, ArmRequest request);

  /**
   * Returns whether the real counterpart of a created resource still exists. If the backend does
   * not answer, the resource counts as existing.
   */
  default boolean exists(ArmResource resource) {
    return true;
  }

  /**
   * Returns the actual state where it may differ from the requested state. The state is merged into
   * the body of the resource when Pulumi's engine reads it.
   */
  default Map<String, Object> shown(ArmResource resource) {
    return Map.of();
  }

  /** Called to restart the process of a resource. Returns when the process runs again. */
  default void restarted(ArmResource resource) {}

  /** Called when a resource is deleted, alone or with the resource that contains it. */
  void deleted(ArmResource resource);
}
