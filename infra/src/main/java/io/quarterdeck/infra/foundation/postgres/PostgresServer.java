package io.quarterdeck.infra.foundation.postgres;

import com.pulumi.azurenative.dbforpostgresql.Database;
import com.pulumi.azurenative.dbforpostgresql.DatabaseArgs;
import com.pulumi.azurenative.dbforpostgresql.Server;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.infra.foundation.context.DataProtection;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.network.Network;
import io.quarterdeck.infra.foundation.network.PrivateZone;
import io.quarterdeck.infra.settings.Replaceable;
import io.quarterdeck.infra.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL flexible server with its database, parameters and administrators. Changes are made one
 * after another, because the server answers {@code ServerIsBusy} to concurrent changes.
 */
public final class PostgresServer extends ComponentResource {
  /** Arguments of the component. */
  public record Args(
      ResourceContext context,
      Settings settings,
      Network.Outputs network,
      List<Administrator> administrators,
      DataProtection protection) {}

  /** Outputs of the component. */
  public record Outputs(
      Output<String> id, Output<String> host, Output<Integer> port, Output<String> database) {}

  private final Outputs outputs;

  public PostgresServer(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:postgres:PostgresServer", name, options);
    Optional<PrivateZone> zone = zone(args);
    Server server =
        new Server(
            name,
            ServerInputs.of(args, zone),
            // A failover moves the server to another zone. Azure does not return the create mode,
            // so without this option Pulumi would replace an imported server.
            args.protection()
                .options(
                    Replaceable.POSTGRES,
                    this,
                    zone.map(dns -> List.<Resource>of(dns.outputs().link())).orElse(List.of()),
                    "availabilityZone",
                    "createMode",
                    "highAvailability.standbyAvailabilityZone"));
    args.protection().lock(Replaceable.POSTGRES, name, server, this);
    List<Resource> created = new ArrayList<>();
    Administrators.add(args, server, this, created);
    FirewallRules.add(args, server, this, created);
    Parameters.add(args, server, this, created);
    Database database = database(args, server, created);
    Output<ServerAddress> address =
        server.fullyQualifiedDomainName().applyValue(ServerAddress::parse);
    outputs =
        new Outputs(
            server.id(),
            address.applyValue(ServerAddress::host),
            address.applyValue(ServerAddress::port),
            database.name());
    registerOutputs(Map.of("id", server.id()));
  }

  public Outputs outputs() {
    return outputs;
  }

  /**
   * Returns the private zone that resolves the name of a server in the network. A server with a
   * public address has none.
   */
  private Optional<PrivateZone> zone(Args args) {
    if (args.settings().access().isPublic()) {
      return Optional.empty();
    }
    return Optional.of(
        new PrivateZone(
            "dns-postgres",
            new PrivateZone.Args(
                args.context(),
                args.context().names().of("pg") + ".private.postgres.database.azure.com",
                args.network().id()),
            ComponentResourceOptions.builder().parent(this).build()));
  }

  private Database database(Args args, Server server, List<Resource> created) {
    return new Database(
        "database",
        DatabaseArgs.builder()
            .databaseName(args.settings().postgres().database())
            .serverName(server.name())
            .resourceGroupName(args.context().resourceGroup())
            .charset("UTF8")
            .collation("C")
            .build(),
        args.protection().options(Replaceable.POSTGRES, this, Chain.last(created)));
  }
}
