package io.quarterdeck.infra.foundation.postgres;

import com.pulumi.azurenative.dbforpostgresql.Database;
import com.pulumi.azurenative.dbforpostgresql.DatabaseArgs;
import com.pulumi.azurenative.dbforpostgresql.Server;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.contract.StatefulResource;
import io.quarterdeck.infra.foundation.context.DataProtection;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.context.ResourceSequence;
import io.quarterdeck.infra.foundation.declaration.CreationInputs;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.declaration.DiagnosticSource;
import io.quarterdeck.infra.foundation.encryption.EncryptionKeys;
import io.quarterdeck.infra.foundation.identity.Identities;
import io.quarterdeck.infra.foundation.network.Network;
import io.quarterdeck.infra.foundation.network.PrivateLink;
import io.quarterdeck.infra.foundation.network.PrivateZone;
import io.quarterdeck.infra.foundation.vault.Vault;
import io.quarterdeck.infra.foundation.vault.VaultSecret;
import io.quarterdeck.infra.settings.PostgresSettings;
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
  /** The name of the Key Vault secret that holds the administrator's password. */
  private static final String PASSWORD_SECRET = "postgres-password";

  /**
   * Arguments of the component.
   *
   * @param keys the customer-managed keys, if there are any
   */
  public record Args(
      ResourceContext context,
      Settings settings,
      Network.Outputs network,
      Identities identities,
      Optional<EncryptionKeys> keys,
      DataProtection protection) {}

  /** Outputs of the component. */
  public record Outputs(
      Output<String> id, Output<String> host, Output<Integer> port, Output<String> database) {}

  private final Args args;
  private final Outputs outputs;

  public PostgresServer(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:postgres:PostgresServer", name, options);
    this.args = args;
    Optional<PrivateZone> zone = zone(args);
    Server server = new Server(name, ServerInputs.of(args, zone), serverOptions(args, zone));
    args.protection().lock(StatefulResource.SERVER, name, server, this);
    ResourceSequence changes = new ResourceSequence(this);
    Administrators.add(args, server, changes);
    FirewallRules.add(args, server, changes);
    Parameters.add(args, server, changes);
    Database database = database(args, server, changes);
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

  /** Returns the outputs with which clients connect, the diagnostics and the alerts. */
  public Declarations declarations() {
    return new Declarations()
        .output(StackOutput.POSTGRES_HOST, outputs.host())
        .output(StackOutput.POSTGRES_PORT, outputs.port())
        .output(StackOutput.POSTGRES_DATABASE, outputs.database())
        .output(StackOutput.POSTGRES_USER, user())
        .output(StackOutput.POSTGRES_ADMINISTRATORS, Administrators.output(args))
        .output(StackOutput.POSTGRES_PASSWORD_SECRET, PASSWORD_SECRET)
        .output(StackOutput.POSTGRES_AUTH, args.settings().postgres().auth().value())
        .diagnostics(DiagnosticSource.logsAndMetrics("postgres", outputs.id()))
        .alerts(ServerAlerts.of(outputs.id()));
  }

  /** Stores the administrator's password in the vault, if the settings contain one. */
  public void storePassword(Vault.Outputs vault) {
    PostgresSettings postgres = args.settings().postgres();
    postgres
        .password()
        .ifPresent(
            password ->
                new VaultSecret(
                    PASSWORD_SECRET,
                    new VaultSecret.Args(
                        args.context(),
                        vault,
                        PASSWORD_SECRET,
                        "password of " + postgres.administrator(),
                        password),
                    ComponentResourceOptions.Empty));
  }

  private CustomResourceOptions serverOptions(Args args, Optional<PrivateZone> zone) {
    List<Resource> after = new ArrayList<>();
    zone.ifPresent(dns -> after.add(dns.outputs().link()));
    args.keys().ifPresent(keys -> after.addAll(ServerEncryption.before(keys)));
    return CustomResourceOptions.merge(
        args.protection()
            .options(StatefulResource.SERVER, this, after, ignored().toArray(String[]::new)),
        // Azure sets the kind of key and the network only when it creates the server.
        CreationInputs.replacedBy("dataEncryption", "network"),
        null);
  }

  /** Returns the properties whose changes Pulumi ignores. */
  private List<String> ignored() {
    List<String> properties = new ArrayList<>();
    // A failover moves the server to another zone.
    properties.add("availabilityZone");
    properties.add("highAvailability.standbyAvailabilityZone");
    // Azure does not return the create mode, so Pulumi would update an imported server.
    properties.add("createMode");
    if (args.settings().postgres().password().isEmpty()) {
      // Each run of the program generates another password. A server of an earlier version has no
      // administrator; the provider would replace it for a new one.
      properties.add("administratorLogin");
      properties.add("administratorLoginPassword");
    }
    return properties;
  }

  private Output<String> user() {
    PostgresSettings postgres = args.settings().postgres();
    return switch (postgres.auth()) {
      case ENTRA -> args.identities().deployment().name();
      case PASSWORD -> Output.of(postgres.administrator());
    };
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
        new PrivateLink(args.context(), args.network(), this)
            .zone(
                "postgres",
                args.context().names().of("pg") + ".private.postgres.database.azure.com"));
  }

  private Database database(Args args, Server server, ResourceSequence changes) {
    return new Database(
        "database",
        DatabaseArgs.builder()
            .databaseName(args.settings().postgres().database())
            .serverName(server.name())
            .resourceGroupName(args.context().resourceGroup())
            .charset("UTF8")
            .collation("C")
            .build(),
        args.protection().options(StatefulResource.DATABASE, this, changes.last()));
  }
}
