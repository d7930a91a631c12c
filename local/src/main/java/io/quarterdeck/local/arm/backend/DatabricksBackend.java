package io.quarterdeck.local.arm.backend;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * The Databricks emulator, which serves all workspaces. It already runs when a workspace is
 * created; the URL of the workspace is the endpoint of the emulator.
 */
public final class DatabricksBackend implements ResourceBackend {
  private final URI endpoint;
  private final Runnable deletion;

  /**
   * Creates a backend.
   *
   * @param endpoint the endpoint of the emulator, {@code http://127.0.0.1:PORT}
   * @param deletion deletes the content of the workspace
   */
  public DatabricksBackend(URI endpoint, Runnable deletion) {
    this.endpoint = endpoint;
    this.deletion = deletion;
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
    deletion.run();
  }
}
