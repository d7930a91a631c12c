package io.quarterdeck.infra.foundation.postgres;

import com.pulumi.azurenative.dbforpostgresql.AdministratorsMicrosoftEntra;
import com.pulumi.azurenative.dbforpostgresql.AdministratorsMicrosoftEntraArgs;
import com.pulumi.azurenative.dbforpostgresql.Server;
import com.pulumi.core.Output;
import io.quarterdeck.contract.PostgresAdministrator;
import io.quarterdeck.infra.foundation.context.ResourceSequence;
import io.quarterdeck.infra.foundation.identity.Identities;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds the server's Entra administrators: the identity that deploys data and the operators group.
 * The pipeline signs in as the identity, and people as members of the group. The job is no
 * administrator: it signs in as a role of its own (docs/decisions/0086).
 */
final class Administrators {
  private Administrators() {}

  static void add(PostgresServer.Args args, Server server, ResourceSequence changes) {
    for (Administrator administrator : all(args)) {
      changes.add(
          new AdministratorsMicrosoftEntra(
              "administrator-" + administrator.key(),
              AdministratorsMicrosoftEntraArgs.builder()
                  .objectId(administrator.objectId())
                  .principalName(administrator.principalName())
                  .principalType(administrator.azureType())
                  .tenantId(args.context().signedIn().tenantId())
                  .serverName(server.name())
                  .resourceGroupName(args.context().resourceGroup())
                  .build(),
              changes.options()));
    }
  }

  /** Returns the value of the output postgresAdministrators. */
  static Output<String> output(PostgresServer.Args args) {
    return Output.all(all(args).stream().map(Administrator::described).toList())
        .applyValue(PostgresAdministrator::format);
  }

  private static List<Administrator> all(PostgresServer.Args args) {
    List<Administrator> all = new ArrayList<>();
    Identities.Loader loader = args.identities().deployment();
    all.add(
        new Administrator(
            "deployment", loader.principalId(), loader.name(), PostgresAdministrator.Type.SERVICE));
    args.settings()
        .identity()
        .operators()
        .ifPresent(
            group ->
                all.add(
                    new Administrator(
                        "operators",
                        Output.of(group.objectId()),
                        Output.of(group.name()),
                        PostgresAdministrator.Type.GROUP)));
    return all;
  }
}
