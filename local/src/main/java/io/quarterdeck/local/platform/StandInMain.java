package io.quarterdeck.local.platform;

import io.quarterdeck.etl.stack.BlobEndpoint;
import io.quarterdeck.local.AzureStandIns;
import io.quarterdeck.local.LocalSettings;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.arm.endpoint.ArmAccount;
import io.quarterdeck.local.arm.endpoint.ArmFaults;
import io.quarterdeck.local.arm.endpoint.ArmStandIn;
import io.quarterdeck.local.arm.parts.BlobParts;
import io.quarterdeck.local.arm.parts.DatabricksPart;
import io.quarterdeck.local.arm.parts.PartBehind;
import io.quarterdeck.local.arm.parts.PostgresParts;
import io.quarterdeck.local.arm.parts.PostgresServerSite;
import io.quarterdeck.local.arm.provider.ProviderStandIn;
import io.quarterdeck.local.arm.store.FaultFile;
import io.quarterdeck.local.arm.store.Registrations;
import io.quarterdeck.local.arm.store.SignedInAs;
import io.quarterdeck.local.azurite.LocalBlob;
import io.quarterdeck.local.databricks.DatabricksStandIn;
import io.quarterdeck.local.databricks.task.SparkInstallation;
import io.quarterdeck.local.databricks.task.SparkTaskRunner;
import io.quarterdeck.local.databricks.user.Workspace;
import io.quarterdeck.local.postgres.LocalPostgres;
import io.quarterdeck.local.standin.LoopbackCertificate;
import io.quarterdeck.local.standin.StandIn;
import io.quarterdeck.local.standin.StandInHost;
import io.quarterdeck.local.standin.StandInSettings;
import io.quarterdeck.local.vault.VaultStandIn;
import io.quarterdeck.local.vault.Vaults;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The process of the stand-ins: all of them, with the local stack's real parts behind them. */
public final class StandInMain {
  /** Any number: there is one workspace. */
  private static final long WORKSPACE = 1;

  private StandInMain() {}

  /**
   * Holds the stand-ins until the process ends.
   *
   * @param arguments the stand-ins' folder, which lies in the local stack's
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    new StandInHost(folder).hold(settings -> held(folder, settings));
  }

  private static StandInHost.Held held(Path folder, StandInSettings settings) throws IOException {
    LocalSettings stack = LocalSettings.read(AzureStandIns.stackSettings(folder));
    return new StandInHost.Held(
        standIns(folder, stack, settings),
        LoopbackCertificate.in(folder).tls(),
        AzureStandIns.identity(stack));
  }

  private static List<StandIn> standIns(Path folder, LocalSettings stack, StandInSettings settings)
      throws IOException {
    Vaults vaults = Vaults.open(folder.resolve("vaults"));
    URI vault = AzureStandIns.endpoint(AzureStandIns.KEY_VAULT, settings);
    ProviderStandIn provider = new ProviderStandIn(parts(stack, settings, vaults, vault));
    Path written = folder.resolve(provider.name());
    return List.of(
        provider,
        new ArmStandIn(
            provider.resources(),
            new ArmAccount(
                SignedInAs.LOCAL.subscriptionId(), SignedInAs.LOCAL.tenantId(), "Local stack"),
            Registrations.in(written),
            ArmFaults.of(new FaultFile(written.resolve(ProviderStandIn.FAULTS)))),
        new VaultStandIn(vaults),
        new DatabricksStandIn(
            Workspace.local(WORKSPACE),
            new DatabricksStandIn.Surroundings(
                provider.resources(),
                new VaultSecretSource(vaults, vault),
                new SparkTaskRunner(SparkInstallation.of(home(), stack)),
                Clock.systemUTC())));
  }

  private static List<PartBehind> parts(
      LocalSettings stack, StandInSettings settings, Vaults vaults, URI vault) {
    BlobEndpoint blob = LocalBlob.endpoint(stack.blobPort(), stack.blobKey());
    List<PartBehind> parts =
        new ArrayList<>(
            PostgresParts.on(
                new PostgresServerSite(
                    Ports.LOOPBACK,
                    stack.postgresPort(),
                    LocalPostgres.USER,
                    stack.postgresPassword(),
                    settings.token())));
    parts.add(new BlobParts(blob));
    parts.add(new VaultPart(vaults, vault));
    parts.add(new DatabricksPart(AzureStandIns.endpoint(AzureStandIns.DATABRICKS, settings)));
    return parts;
  }

  private static Path home() {
    return Path.of(System.getProperty("quarterdeck.home", "")).toAbsolutePath();
  }
}
