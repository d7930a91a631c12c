package io.quarterdeck.local.arm.backend;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import java.util.Map;
import java.util.Set;

/**
 * A PostgreSQL role for each Entra administrator. As in Azure, the role has the name of the
 * principal.
 */
final class AdministratorBackend implements ResourceBackend {
  private final PostgresBackendServer server;

  AdministratorBackend(PostgresBackendServer server) {
    this.server = server;
  }

  @Override
  public Set<String> types() {
    return Set.of("Microsoft.DBforPostgreSQL/flexibleServers/administrators");
  }

  @Override
  public Map<String, Object> created(ArmRequest request) {
    Map<?, ?> properties = (Map<?, ?>) request.body().get("properties");
    server.run(
        connection -> {
          ServerRoles.createGroup(connection);
          ServerRoles.create(
              connection, properties.get("principalName").toString(), server.principalPassword());
          return null;
        });
    return Map.of();
  }

  @Override
  public Map<String, Object> updated(ArmResource before, ArmRequest request) {
    Map<?, ?> properties = (Map<?, ?>) request.body().get("properties");
    if (!name(before).equals(properties.get("principalName"))) {
      deleted(before);
    }
    return created(request);
  }

  @Override
  public boolean exists(ArmResource resource) {
    return server.run(connection -> ServerRoles.canSignIn(connection, name(resource)));
  }

  @Override
  public void deleted(ArmResource resource) {
    server.run(
        connection -> {
          ServerRoles.drop(server, connection, name(resource));
          return null;
        });
  }

  private static String name(ArmResource resource) {
    return resource.body().getAsJsonObject("properties").get("principalName").getAsString();
  }
}
