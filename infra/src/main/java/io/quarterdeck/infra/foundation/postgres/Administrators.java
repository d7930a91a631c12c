package io.quarterdeck.infra.foundation.postgres;

import com.pulumi.azurenative.dbforpostgresql.AdministratorArgs;
import com.pulumi.azurenative.dbforpostgresql.Server;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;

/** Adds the server's Entra administrators. */
final class Administrators {
  private Administrators() {}

  static void add(
      PostgresServer.Args args, Server server, Resource parent, List<Resource> created) {
    for (Administrator administrator : args.administrators()) {
      created.add(
          new com.pulumi.azurenative.dbforpostgresql.Administrator(
              "administrator-" + administrator.key(),
              AdministratorArgs.builder()
                  .objectId(administrator.objectId())
                  .principalName(administrator.principalName())
                  .principalType(administrator.type())
                  .tenantId(args.context().signedIn().tenantId())
                  .serverName(server.name())
                  .resourceGroupName(args.context().resourceGroup())
                  .build(),
              CustomResourceOptions.builder()
                  .parent(parent)
                  .dependsOn(Chain.last(created))
                  .build()));
    }
  }
}
