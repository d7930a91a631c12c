package io.quarterdeck.infra.postgres;

import com.pulumi.azurenative.dbforpostgresql.Database;
import com.pulumi.azurenative.dbforpostgresql.DatabaseArgs;
import com.pulumi.azurenative.dbforpostgresql.Server;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.infra.network.Network;
import io.quarterdeck.infra.network.PrivateZone;
import io.quarterdeck.infra.settings.Replaceable;
import io.quarterdeck.infra.settings.Settings;
import io.quarterdeck.infra.site.Safekeeping;
import io.quarterdeck.infra.site.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL flexible server with its database, parameters and administrators. What changes the
 * server comes one after the other: it answers {@code ServerIsBusy} to two at a time.
 */
public final class PostgresServer extends ComponentResource {
  /** What it is made from. */
  public record Args(
      Site site,
      Settings settings,
      Network.Outputs network,
      List<Administrator> administrators,
      Safekeeping safekeeping) {}

  /** What others need of it. */
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
            // Azure moves a server between zones when it fails over. It does not show the mode that
            // the server was created in: an imported server would be replaced to set it.
            args.safekeeping()
                .options(
                    Replaceable.POSTGRES,
                    this,
                    zone.map(dns -> List.<Resource>of(dns.outputs().link())).orElse(List.of()),
                    "availabilityZone",
                    "createMode",
                    "highAvailability.standbyAvailabilityZone"));
    args.safekeeping().lock(Replaceable.POSTGRES, name, server, this);
    List<Resource> made = new ArrayList<>();
    Administrators.add(args, server, this, made);
    FirewallRules.add(args, server, this, made);
    Parameters.add(args, server, this, made);
    Database database = database(args, server, made);
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

  /** A server in the network is found by a private zone; one with a public address is not. */
  private Optional<PrivateZone> zone(Args args) {
    if (args.settings().access().isPublic()) {
      return Optional.empty();
    }
    return Optional.of(
        new PrivateZone(
            "dns-postgres",
            new PrivateZone.Args(
                args.site(),
                args.site().names().of("pg") + ".private.postgres.database.azure.com",
                args.network().id()),
            ComponentResourceOptions.builder().parent(this).build()));
  }

  private Database database(Args args, Server server, List<Resource> made) {
    return new Database(
        "database",
        DatabaseArgs.builder()
            .databaseName(args.settings().postgres().database())
            .serverName(server.name())
            .resourceGroupName(args.site().resourceGroup())
            .charset("UTF8")
            .collation("C")
            .build(),
        args.safekeeping().options(Replaceable.POSTGRES, this, Chain.last(made)));
  }
}
