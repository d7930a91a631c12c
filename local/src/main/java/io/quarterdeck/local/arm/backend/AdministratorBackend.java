package io.quarterdeck.local.arm.backend;

import com.google.gson.JsonObject;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.postgres.EntraRoles;
import io.quarterdeck.local.postgres.RoleLabel;
import io.quarterdeck.local.postgres.RoleLabel.PrincipalKind;
import java.util.Map;
import java.util.Set;

/**
 * A PostgreSQL role for each Entra administrator. As in Azure, the role has the name of the
 * principal, and its security label contains the object id.
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
    RoleLabel label = label(request.id(), String.valueOf(properties.get("principalType")));
    server.run(
        connection -> {
          ServerRoles.createGroup(connection);
          ServerRoles.create(connection, properties.get("principalName").toString(), label);
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
    RoleLabel label = label(resource.id(), properties(resource).get("principalType").getAsString());
    return server.run(
        connection ->
            ServerRoles.canSignIn(connection, name(resource))
                && new EntraRoles(connection)
                    .find(name(resource))
                    .flatMap(EntraRoles.Found::label)
                    .filter(label::equals)
                    .isPresent());
  }

  @Override
  public void deleted(ArmResource resource) {
    server.run(
        connection -> {
          ServerRoles.drop(server, connection, name(resource));
          return null;
        });
  }

  /** The last part of the id of the resource is the object id of the principal. */
  private static RoleLabel label(String id, String principalType) {
    PrincipalKind kind =
        PrincipalKind.ofAzure(principalType)
            .orElseThrow(
                () ->
                    ApiError.of(
                        400,
                        "InvalidParameterValue",
                        "Invalid value given for parameter principalType: '%s'."
                            .formatted(principalType)));
    return RoleLabel.administrator(id.substring(id.lastIndexOf('/') + 1), kind);
  }

  private static String name(ArmResource resource) {
    return properties(resource).get("principalName").getAsString();
  }

  private static JsonObject properties(ArmResource resource) {
    return resource.body().getAsJsonObject("properties");
  }
}
