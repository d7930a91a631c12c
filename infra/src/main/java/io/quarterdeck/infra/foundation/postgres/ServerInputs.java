package io.quarterdeck.infra.foundation.postgres;

import com.pulumi.azurenative.dbforpostgresql.ServerArgs;
import com.pulumi.azurenative.dbforpostgresql.enums.GeographicallyRedundantBackup;
import com.pulumi.azurenative.dbforpostgresql.enums.MicrosoftEntraAuth;
import com.pulumi.azurenative.dbforpostgresql.enums.PasswordBasedAuth;
import com.pulumi.azurenative.dbforpostgresql.inputs.AuthConfigArgs;
import com.pulumi.azurenative.dbforpostgresql.inputs.BackupArgs;
import com.pulumi.azurenative.dbforpostgresql.inputs.HighAvailabilityArgs;
import com.pulumi.azurenative.dbforpostgresql.inputs.MaintenanceWindowArgs;
import com.pulumi.azurenative.dbforpostgresql.inputs.NetworkArgs;
import com.pulumi.azurenative.dbforpostgresql.inputs.SkuArgs;
import com.pulumi.azurenative.dbforpostgresql.inputs.StorageArgs;
import com.pulumi.core.Output;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.network.PrivateZone;
import io.quarterdeck.infra.settings.PostgresSettings;
import java.util.Optional;

/** Builds the server's inputs from the settings. */
final class ServerInputs {
  private ServerInputs() {}

  static ServerArgs of(PostgresServer.Args args, Optional<PrivateZone> zone) {
    ResourceContext context = args.context();
    PostgresSettings postgres = args.settings().postgres();
    ServerArgs.Builder server =
        ServerArgs.builder()
            .serverName(context.names().of("pg"))
            .resourceGroupName(context.resourceGroup())
            .location(context.location())
            .createMode("Default")
            .version(postgres.version())
            .sku(
                SkuArgs.builder()
                    .name(postgres.sku().name())
                    .tier(postgres.sku().tier().azureName())
                    .build())
            .storage(StorageArgs.builder().storageSizeGB(postgres.storageGiB()).build())
            .backup(backup(postgres))
            .highAvailability(
                HighAvailabilityArgs.builder().mode(postgres.highAvailability().mode()).build())
            .authConfig(authentication(context))
            .administratorLogin(postgres.administrator())
            .administratorLoginPassword(
                postgres.password().orElseGet(AdministratorPassword::generated))
            .maintenanceWindow(sundayNight())
            .tags(context.tags());
    zone.ifPresent(dns -> server.network(network(args, dns)));
    args.keys().ifPresent(keys -> ServerEncryption.add(server, keys));
    return server.build();
  }

  private static BackupArgs backup(PostgresSettings postgres) {
    return BackupArgs.builder()
        .backupRetentionDays(postgres.backupDays())
        .geoRedundantBackup(
            postgres.geoRedundantBackup()
                ? GeographicallyRedundantBackup.Enabled
                : GeographicallyRedundantBackup.Disabled)
        .build();
  }

  /**
   * The server always accepts passwords, because the job signs in with one: see
   * docs/decisions/0086.
   */
  private static AuthConfigArgs authentication(ResourceContext context) {
    return AuthConfigArgs.builder()
        .activeDirectoryAuth(MicrosoftEntraAuth.Enabled)
        .passwordAuth(PasswordBasedAuth.Enabled)
        .tenantId(context.signedIn().tenantId())
        .build();
  }

  private static NetworkArgs network(PostgresServer.Args args, PrivateZone zone) {
    Output<String> zoneId = zone.outputs().id();
    return NetworkArgs.builder()
        .delegatedSubnetResourceId(args.network().postgresSubnet())
        .privateDnsZoneArmResourceId(zoneId)
        .build();
  }

  /**
   * Sunday at 01:00 UTC; the quarterly job runs at 06:00 UTC. The time zone is that of the help of
   * {@code az postgres flexible-server update --maintenance-window} (azure-cli 2.91.0).
   */
  private static MaintenanceWindowArgs sundayNight() {
    return MaintenanceWindowArgs.builder()
        .customWindow("Enabled")
        .dayOfWeek(0)
        .startHour(1)
        .startMinute(0)
        .build();
  }
}
