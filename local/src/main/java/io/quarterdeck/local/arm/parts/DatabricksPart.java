package io.quarterdeck.local.arm.parts;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * The Databricks stand-in behind a workspace: it is there already, and the workspace's URL is its.
 */
public final class DatabricksPart implements PartBehind {
  private final URI endpoint;

  /** A part that gives this endpoint, {@code http://127.0.0.1:PORT}. */
  public DatabricksPart(URI endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public Set<String> types() {
    return Set.of("Microsoft.Databricks/workspaces");
  }

  @Override
  public Map<String, Object> created(ArmRequest request) {
    return Map.of("properties", Map.of("workspaceUrl", endpoint.toString()));
  }

  @Override
  public Map<String, Object> updated(ArmResource before, ArmRequest request) {
    return created(request);
  }

  @Override
  public void deleted(ArmResource resource) {
    // What it keeps belongs to nobody else, and goes with local reset.
  }
}
