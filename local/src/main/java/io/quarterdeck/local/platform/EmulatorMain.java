package io.quarterdeck.local.platform;

import com.azure.core.http.HttpClient;
import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.azure.stack.BlobEndpoint;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.local.AzureEmulators;
import io.quarterdeck.local.LocalSettings;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.StackLock;
import io.quarterdeck.local.arm.backend.BlobBackend;
import io.quarterdeck.local.arm.backend.DatabricksBackend;
import io.quarterdeck.local.arm.backend.EventHubBackend;
import io.quarterdeck.local.arm.backend.PostgresBackendServer;
import io.quarterdeck.local.arm.backend.PostgresBackends;
import io.quarterdeck.local.arm.backend.ResourceBackend;
import io.quarterdeck.local.arm.endpoint.ArmAccount;
import io.quarterdeck.local.arm.endpoint.ArmEmulator;
import io.quarterdeck.local.arm.provider.ProviderEmulator;
import io.quarterdeck.local.arm.provider.ProviderSignIn;
import io.quarterdeck.local.arm.roles.RoleAssignments;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.FaultFile;
import io.quarterdeck.local.arm.store.Registrations;
import io.quarterdeck.local.azurite.LocalBlob;
import io.quarterdeck.local.blob.Azurite;
import io.quarterdeck.local.blob.BlobEmulator;
import io.quarterdeck.local.databricks.DatabricksEmulator;
import io.quarterdeck.local.databricks.api.WorkspaceIdentity;
import io.quarterdeck.local.databricks.pipelines.PipelineProgram;
import io.quarterdeck.local.databricks.task.SparkInstallation;
import io.quarterdeck.local.databricks.task.SparkTaskRunner;
import io.quarterdeck.local.datafactory.DataFactories;
import io.quarterdeck.local.datafactory.activity.FactoryIdentity;
import io.quarterdeck.local.datafactory.activity.IntegrationRuntime;
import io.quarterdeck.local.datafactory.run.FactoryRuns;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorHost;
import io.quarterdeck.local.emulator.EmulatorSettings;
import io.quarterdeck.local.emulator.LoopbackCertificate;
import io.quarterdeck.local.entra.Authority;
import io.quarterdeck.local.entra.EntraEmulator;
import io.quarterdeck.local.entra.ImdsEmulator;
import io.quarterdeck.local.entra.ShellSignIn;
import io.quarterdeck.local.entra.Tenant;
import io.quarterdeck.local.eventhubs.LocalEventHubs;
import io.quarterdeck.local.flexibleserver.FlexibleServerEmulator;
import io.quarterdeck.local.keyvault.KeyVaultEmulator;
import io.quarterdeck.local.keyvault.Vaults;
import io.quarterdeck.local.names.AzureNamesProxy;
import io.quarterdeck.local.postgres.LocalPostgres;
import io.quarterdeck.local.repository.FileRepository;
import io.quarterdeck.local.spark.SparkArchive;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The process that runs all emulators, with the real servers of the local stack as their backends.
 */
public final class EmulatorMain {
  /** Any number, because there is only one workspace. */
  private static final long WORKSPACE = 1;

  private EmulatorMain() {}

  /**
   * Runs the emulators until the process ends.
   *
   * @param arguments the folder of the emulators, which is in the folder of the local stack
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    new EmulatorHost(folder).run(settings -> emulators(folder, settings));
  }

  private static EmulatorHost.Emulators emulators(Path folder, EmulatorSettings settings)
      throws IOException {
    LocalSettings stack = LocalSettings.read(AzureEmulators.stackSettings(folder));
    return new EmulatorHost.Emulators(
        emulators(folder, stack, settings),
        LoopbackCertificate.in(folder).tls(),
        AzureEmulators.identity(stack));
  }

  private static List<Emulator> emulators(
      Path folder, LocalSettings stack, EmulatorSettings settings) throws IOException {
    Vaults vaults = Vaults.open(folder.resolve("vaults"));
    URI entra = AzureEmulators.endpoint(AzureEmulators.ENTRA, settings);
    URI vault = AzureEmulators.endpoint(AzureEmulators.KEY_VAULT, settings);
    CompletableFuture<DatabricksEmulator> databricks = new CompletableFuture<>();
    List<ResourceBackend> backends = backends(folder, stack, settings, vaults, vault);
    backends.add(
        new DatabricksBackend(
            AzureEmulators.endpoint(AzureEmulators.DATABRICKS, settings),
            () -> databricks.join().deleteContent()));
    ProviderEmulator provider = new ProviderEmulator(backends);
    Path written = folder.resolve(ProviderEmulator.NAME);
    Tenant tenant =
        Tenant.open(
            folder.resolve(EntraEmulator.NAME),
            new IdentityResources(provider.resources()),
            Clock.systemUTC());
    Authority authority = Authority.at(entra, tenant.tokens());
    RoleAssignments roles =
        new RoleAssignments(provider.resources(), CallerIdentity.LOCAL.subscriptionId());
    SparkInstallation spark =
        SparkInstallation.of(
            home(),
            settings.port(BlobEmulator.NAME),
            ConnectorSignIn.of(folder, settings, provider.resources()));
    databricks.complete(
        new DatabricksEmulator(
            WorkspaceIdentity.local(WORKSPACE),
            new DatabricksEmulator.Dependencies(
                provider.resources(),
                roles,
                authority,
                new VaultSecretSource(vaults, vault, roles),
                new SparkTaskRunner(
                    spark,
                    new SparkArchive(Folders.current().cache(), System.err::println),
                    new LocalHubSignIn(
                        provider.resources(),
                        roles,
                        LocalEventHubs.of(folder.getParent(), home()))),
                PipelineProgram.ORDERS,
                Clock.systemUTC())));
    return List.of(
        new ProviderSignIn(provider, new ShellSignIn(tenant)),
        new EntraEmulator(tenant),
        new ImdsEmulator(tenant),
        flexibleServer(folder, stack, tenant, provider),
        new ArmEmulator(
            provider.resources(),
            new ArmAccount(
                CallerIdentity.LOCAL.subscriptionId(),
                CallerIdentity.LOCAL.tenantId(),
                "Local stack"),
            authority,
            Registrations.in(written),
            new FaultFile(written.resolve(ProviderEmulator.FAULTS)),
            provider::restart,
            provider.writes(),
            Optional.of(factories(folder, tenant, provider, spark))),
        new KeyVaultEmulator(
            vaults, new ArmVaults(provider.resources(), provider::created), authority, roles),
        new BlobEmulator(
            provider.resources(), authority, roles, new Azurite(stack.blobPort(), stack.blobKey())),
        new AzureNamesProxy(name -> destination(name, settings)),
        new FileRepository(),
        databricks.join());
  }

  /** The copies of data factories use the Parquet libraries of the local Spark. */
  private static DataFactories factories(
      Path folder, Tenant tenant, ProviderEmulator provider, SparkInstallation spark)
      throws IOException {
    HttpClient http = AccessVariables.http(Optional.of(LoopbackCertificate.in(folder).pem()));
    Path state = folder.resolve("datafactory");
    DataFactories factories =
        new DataFactories(
            state,
            new StoredFactories(provider.resources()),
            principal -> new FactoryIdentity(principal, tenant.tokens(), http),
            new IntegrationRuntime(spark::jars),
            FactoryRuns.open(
                state.resolve("runs"),
                Clock.systemUTC(),
                time -> TimeUnit.MILLISECONDS.sleep(time.toMillis())),
            Clock.systemUTC());
    // The programs of copies must not outlive the emulator that started them.
    Runtime.getRuntime()
        .addShutdownHook(new Thread(factories::close, "end of the data factory runs"));
    return factories;
  }

  /**
   * The names of vaults belong to the emulator of Key Vault, and those of Resource Manager and
   * Entra to their emulators: clients ask Entra whether they may trust another authority. Other
   * names belong to nothing.
   */
  private static Optional<InetSocketAddress> destination(String name, EmulatorSettings settings) {
    return service(name)
        .map(each -> AzureEmulators.endpoint(each, settings))
        .map(endpoint -> new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
  }

  private static Optional<AzureEmulators.Service> service(String name) {
    if (name.endsWith(".vault.azure.net")) {
      return Optional.of(AzureEmulators.KEY_VAULT);
    }
    return switch (name) {
      case ArmEmulator.HOST -> Optional.of(AzureEmulators.ARM);
      case EntraEmulator.HOST -> Optional.of(AzureEmulators.ENTRA);
      default -> Optional.empty();
    };
  }

  private static Emulator flexibleServer(
      Path folder, LocalSettings stack, Tenant tenant, ProviderEmulator provider) {
    return new FlexibleServerEmulator(
        stack.postgresPort(),
        LocalPostgres.of(folder.getParent(), Folders.current().cache())
            .access(stack.serverPort(), stack.postgresPassword()),
        tenant.tokens(),
        tenant.directory(),
        provider.resources());
  }

  private static List<ResourceBackend> backends(
      Path folder, LocalSettings stack, EmulatorSettings settings, Vaults vaults, URI vault) {
    BlobEndpoint blob = LocalBlob.endpoint(stack.blobPort(), stack.blobKey());
    List<ResourceBackend> backends =
        new ArrayList<>(
            PostgresBackends.on(
                new PostgresBackendServer(
                    Ports.LOOPBACK,
                    stack.serverPort(),
                    LocalPostgres.USER,
                    stack.postgresPassword(),
                    stack.postgresPort()),
                () -> restartPostgres(folder.getParent(), stack)));
    URI proxy = AzureEmulators.endpoint(AzureEmulators.BLOB, settings);
    backends.add(new BlobBackend(blob, account -> BlobEmulator.url(proxy, account)));
    backends.add(new VaultBackend(vaults, vault));
    Set<Integer> assigned = new HashSet<>(stack.ports());
    AzureEmulators.ALL.forEach(service -> assigned.add(settings.port(service.name())));
    backends.add(new EventHubBackend(LocalEventHubs.of(folder.getParent(), home()), assigned));
    return backends;
  }

  private static void restartPostgres(Path folder, LocalSettings stack) {
    StackLock.holding(
        folder,
        Progress.silent(),
        () -> {
          LocalPostgres.of(folder, Folders.current().cache())
              .restart(stack.serverPort(), stack.postgresPassword());
          return null;
        });
  }

  private static Path home() {
    return Path.of(System.getProperty("quarterdeck.home", "")).toAbsolutePath();
  }
}
