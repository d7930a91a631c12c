package io.quarterdeck.local.arm.parts;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import java.util.Map;
import java.util.Set;

/** A role behind an Entra administrator: it has the principal's name, as in Azure. */
final class AdministratorPart implements PartBehind {
  private final PostgresServerSite site;

  AdministratorPart(PostgresServerSite site) {
    this.site = site;
  }

  @Override
  public Set<String> types() {
    return Set.of("Microsoft.DBforPostgreSQL/flexibleServers/administrators");
  }

  @Override
  public Map<String, Object> created(ArmRequest request) {
    Map<?, ?> properties = (Map<?, ?>) request.body().get("properties");
    site.run(
        connection -> {
          Roles.createGroup(connection);
          Roles.create(
              connection, properties.get("principalName").toString(), site.principalPassword());
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
  public boolean stands(ArmResource resource) {
    return site.run(connection -> Roles.canSignIn(connection, name(resource)));
  }

  @Override
  public void deleted(ArmResource resource) {
    site.run(
        connection -> {
          Roles.drop(site, connection, name(resource));
          return null;
        });
  }

  private static String name(ArmResource resource) {
    return resource.body().getAsJsonObject("properties").get("principalName").getAsString();
  }
}
