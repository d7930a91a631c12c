package io.quarterdeck.local.arm.endpoint;

import static io.quarterdeck.local.arm.endpoint.TestResources.ACCOUNT;
import static io.quarterdeck.local.arm.endpoint.TestResources.ACCOUNT_ID;
import static io.quarterdeck.local.arm.endpoint.TestResources.GROUP;
import static io.quarterdeck.local.arm.endpoint.TestResources.SERVER_ID;
import static io.quarterdeck.local.arm.endpoint.TestResources.VAULT_ID;
import static io.quarterdeck.local.arm.endpoint.TestResources.WATCHER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.util.Context;
import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.resourcemanager.AzureResourceManager;
import com.azure.resourcemanager.authorization.fluent.PermissionsClient;
import com.azure.resourcemanager.authorization.fluent.models.PermissionInner;
import com.azure.resourcemanager.network.fluent.models.ConnectivityInformationInner;
import com.azure.resourcemanager.network.models.ConnectionStatus;
import com.azure.resourcemanager.network.models.ConnectivityDestination;
import com.azure.resourcemanager.network.models.ConnectivityParameters;
import com.azure.resourcemanager.network.models.ConnectivitySource;
import com.azure.resourcemanager.network.models.Protocol;
import com.azure.resourcemanager.postgresqlflexibleserver.PostgreSqlManager;
import com.azure.resourcemanager.postgresqlflexibleserver.models.FlexibleServerCapability;
import com.azure.resourcemanager.postgresqlflexibleserver.models.HaMode;
import com.azure.resourcemanager.postgresqlflexibleserver.models.Server;
import com.azure.resourcemanager.postgresqlflexibleserver.models.ServerSkuCapability;
import com.azure.resourcemanager.postgresqlflexibleserver.models.ServerVersionCapability;
import com.azure.resourcemanager.postgresqlflexibleserver.models.StorageMbCapability;
import com.azure.resourcemanager.resources.models.GenericResource;
import com.azure.resourcemanager.resources.models.Provider;
import com.azure.resourcemanager.resources.models.ResourceGroup;
import com.azure.resourcemanager.storage.models.StorageAccount;
import io.quarterdeck.contract.PostgresRegion;
import io.quarterdeck.infra.settings.Region;
import io.quarterdeck.local.arm.store.FaultFile;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.arm.store.Registrations;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.TestContext;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.entra.TestTenant;
import io.quarterdeck.local.http.ApiError;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls the endpoint through Azure's own client library. */
class ArmEmulatorTest {
  @TempDir private static Path folder;

  private final TestResources resources = TestResources.platform();
  private final AtomicInteger throttled = new AtomicInteger();
  private final List<String> restarted = new CopyOnWriteArrayList<>();
  private Faults ofFile = Faults.NONE;
  private TestContext context;
  private Emulator.Running running;
  private AzureResourceManager azure;

  @BeforeEach
  void start() throws Exception {
    context = TestContext.in(folder, folder, Audience.RESOURCE_MANAGER);
    running =
        new ArmEmulator(
                resources,
                ACCOUNT,
                TestTenant.authority(),
                Registrations.in(folder),
                this::fault,
                this::restart,
                TestResources.NO_WRITES)
            .start(context.emulator());
    azure =
        AzureResourceManager.configure()
            .withHttpClient(context.http())
            .authenticate(TestContext.credential(context.token()), profile())
            .withSubscription(ACCOUNT.subscriptionId());
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void aResourceIsReadByItsIdInAnyCaseWithAVersionOrWithout() {
    GenericResource account =
        azure.genericResources().getById(ACCOUNT_ID.toUpperCase(Locale.ROOT), "2024-01-01");
    assertThat(account.name()).isEqualTo("stlocal");
    assertThat(account.tags()).isEqualTo(Map.of("env", "local", "part", "lake"));
    assertThat(azure.genericResources().getById(VAULT_ID).name()).isEqualTo("kv-local");
  }

  @Test
  void headReportsWhetherAResourceExists() {
    assertThat(azure.genericResources().checkExistenceById(ACCOUNT_ID, "2024-01-01")).isTrue();
    assertThat(azure.genericResources().checkExistenceById(ACCOUNT_ID + "x", "2024-01-01"))
        .isFalse();
    assertThat(azure.resourceGroups().contain("rg-local")).isTrue();
    assertThat(azure.resourceGroups().contain("rg-other")).isFalse();
  }

  @Test
  void libraryModelsAreComplete() {
    StorageAccount account = azure.storageAccounts().getById(ACCOUNT_ID);
    assertThat(account.isHnsEnabled()).isTrue();
    assertThat(account.endPoints().primary().blob()).isEqualTo("http://127.0.0.1:10000/stlocal");
    assertThat(azure.vaults().getById(VAULT_ID).vaultUri()).isEqualTo("https://127.0.0.1:1/");
    assertThat(azure.networkWatchers().getById(WATCHER_ID).regionName()).isEqualTo("westeurope");
    Server server = postgres().servers().getById(SERVER_ID);
    assertThat(server.fullyQualifiedDomainName()).isEqualTo("127.0.0.1");
    assertThat(server.state()).hasToString("Ready");
  }

  @Test
  void capabilitiesOfPostgresAreThoseOfTheRegion() {
    FlexibleServerCapability sweden = capabilities("swedencentral");
    assertThat(sweden.zoneRedundantHaAndGeoBackupSupported()).hasToString("Enabled");
    assertThat(sweden.supportedServerVersions())
        .extracting(ServerVersionCapability::name)
        .containsExactly("14", "15", "16", "17");
    assertThat(size(sweden, "Standard_D4ds_v5").supportedHaMode())
        .extracting(HaMode::toString)
        .containsExactly("SameZone", "ZoneRedundant");
    assertThat(size(sweden, "Standard_D4ds_v5").vCores()).isEqualTo(4);
    assertThat(size(sweden, "Standard_B2s").supportedHaMode()).isEmpty();
    assertThat(
            sweden
                .supportedServerEditions()
                .get(1)
                .supportedStorageEditions()
                .get(0)
                .supportedStorageMb())
        .extracting(StorageMbCapability::storageSizeMb)
        .startsWith(32_768L)
        .endsWith(16_777_216L);

    FlexibleServerCapability west = capabilities("West Europe");
    assertThat(west.zoneRedundantHaSupported()).hasToString("Disabled");
    assertThat(size(west, "Standard_D4ds_v5").supportedHaMode())
        .extracting(HaMode::toString)
        .containsExactly("SameZone");

    FlexibleServerCapability norway = capabilities("norwayeast");
    assertThat(norway.restricted()).hasToString("Enabled");
    assertThat(norway.supportedServerEditions()).isEmpty();
    assertThat(norway.reason()).startsWith("Subscriptions are restricted from provisioning in");
  }

  @Test
  void theTableOfPostgresHasEachRegionOfTheProgram() {
    assertThat(PostgresRegion.all())
        .extracting(PostgresRegion::location)
        .containsExactlyElementsOf(
            Arrays.stream(Region.values()).map(Region::location).sorted().toList());
  }

  private FlexibleServerCapability capabilities(String location) {
    return postgres().locationBasedCapabilities().execute(location).stream()
        .reduce(
            (one, other) -> {
              throw new AssertionError("two capabilities of " + location);
            })
        .orElseThrow();
  }

  private static ServerSkuCapability size(FlexibleServerCapability of, String name) {
    return of.supportedServerEditions().stream()
        .flatMap(edition -> edition.supportedServerSkus().stream())
        .filter(size -> size.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void listsByTypeGroupAndSubscriptionAreComplete() {
    for (int i = 0; i < 60; i++) {
      resources.put(
          "%s/providers/Microsoft.Storage/storageAccounts/st%02d".formatted(GROUP, i),
          "Microsoft.Storage/storageAccounts",
          "{}",
          "{}");
    }
    assertThat(azure.storageAccounts().list()).hasSize(61);
    assertThat(azure.storageAccounts().listByResourceGroup("rg-local")).hasSize(61);
    assertThat(azure.genericResources().list()).hasSize(64);
    assertThat(azure.genericResources().listByResourceGroup("rg-local"))
        .hasSize(64)
        .extracting(GenericResource::name)
        .doesNotHaveDuplicates();
    assertThat(azure.genericResources().listByTag("rg-local", "part", "lake"))
        .extracting(GenericResource::name)
        .containsExactly("stlocal");
    assertThat(
            azure
                .genericResources()
                .manager()
                .serviceClient()
                .getResources()
                .listByResourceGroup(
                    "rg-local",
                    "resourceType eq 'Microsoft.KeyVault/vaults'",
                    null,
                    null,
                    Context.NONE))
        .extracting(each -> each.name())
        .containsExactly("kv-local");
    assertThat(postgres().servers().list()).extracting(Server::name).containsExactly("psql-local");
    assertThat(azure.storageBlobContainers().list("rg-local", "stlocal"))
        .extracting(each -> each.name())
        .containsExactly("landing");
  }

  @Test
  void subscriptionTenantAndLocationsAreReturned() {
    assertThat(azure.getCurrentSubscription().displayName()).isEqualTo("Quarterdeck local stack");
    assertThat(azure.subscriptions().list()).hasSize(1);
    assertThat(azure.tenants().list())
        .extracting(each -> each.tenantId())
        .containsExactly(ACCOUNT.tenantId());
    assertThat(azure.getCurrentSubscription().listLocations())
        .extracting(each -> each.displayName())
        .contains("West Europe", "East US 2");
    assertThat(azure.resourceGroups().list())
        .extracting(ResourceGroup::name)
        .containsExactly("rg-local");
    assertThat(azure.resourceGroups().getByName("rg-local").tags())
        .isEqualTo(Map.of("env", "local"));
  }

  @Test
  void providersAreRegisteredWithTheirTypes() {
    assertThat(azure.providers().list())
        .extracting(Provider::namespace)
        .contains("Microsoft.Consumption", "Microsoft.Storage");
    Provider storage = azure.providers().getByName("microsoft.storage");
    assertThat(storage.registrationState()).isEqualTo("Registered");
    assertThat(storage.resourceTypes().get(0).apiVersions())
        .containsExactly("2025-08-01", "2025-06-01", "2024-01-01");
  }

  @Test
  void aProviderIsUnregisteredAndRegisteredAgain() throws Exception {
    azure.providers().unregister("Microsoft.Storage");
    assertThat(state("Microsoft.Storage")).isEqualTo("Unregistered");
    assertThat(state("Microsoft.Network")).isEqualTo("Registered");
    stop();
    start();
    assertThat(state("Microsoft.Storage")).isEqualTo("Unregistered");
    azure.providers().register("Microsoft.Storage");
    assertThat(state("Microsoft.Storage")).isEqualTo("Registered");
  }

  private String state(String namespace) {
    return azure.providers().getByName(namespace).registrationState();
  }

  @Test
  void roleAssignmentsAreListedByScope() {
    assertThat(azure.accessManagement().roleAssignments().listByScope(GROUP))
        .extracting(each -> each.principalId())
        .containsExactlyInAnyOrder(LocalTenant.OWNER_ID, "p1", "p2");
    assertThat(
            azure
                .accessManagement()
                .roleAssignments()
                .manager()
                .roleServiceClient()
                .getRoleAssignments()
                .listForScope(GROUP, "atScope()", null, null, Context.NONE))
        .extracting(each -> each.principalId())
        .containsExactlyInAnyOrder(LocalTenant.OWNER_ID, "p1");
  }

  @Test
  void permissionsAreListedAtAGroupAndAResource() {
    PermissionsClient permissions =
        azure.accessManagement().roleAssignments().manager().roleServiceClient().getPermissions();
    assertThat(permissions.listByResourceGroup("rg-local"))
        .extracting(PermissionInner::actions)
        .containsExactly(List.of("*"));
    assertThat(
            permissions.listForResource(
                "rg-local", "Microsoft.Storage", "", "storageAccounts", "stlocal"))
        .as("the library sends an empty segment for the missing parent")
        .extracting(PermissionInner::actions)
        .containsExactly(List.of("*"));
  }

  @Test
  void theConnectivityCheckConnects() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ConnectivityInformationInner found = connectivity(listening.getLocalPort());
      assertThat(found.connectionStatus()).isEqualTo(ConnectionStatus.fromString("Reachable"));
      assertThat(found.probesFailed()).isZero();
    }
    int closed;
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = listening.getLocalPort();
    }
    assertThat(connectivity(closed).connectionStatus())
        .isEqualTo(ConnectionStatus.fromString("Unreachable"));
  }

  @Test
  void serverIsRestartedByAnOperation() {
    postgres().servers().restart("rg-local", "psql-local");
    assertThat(restarted).containsExactly(SERVER_ID);

    assertThatThrownBy(() -> postgres().servers().restart("rg-local", "psql-other"))
        .isInstanceOfSatisfying(
            ManagementException.class,
            error -> assertThat(error.getValue().getCode()).isEqualTo("ResourceNotFound"));
  }

  @Test
  void restartThatFailsEndsWithItsError() {
    restarted.add(SERVER_ID);
    assertThat(
            postgres()
                .serviceClient()
                .getServers()
                .beginRestart("rg-local", "psql-local")
                .waitForCompletion()
                .getStatus())
        .isEqualTo(LongRunningOperationStatus.FAILED);
  }

  /** The first restart succeeds. */
  private void restart(EntraPrincipal caller, String id) {
    if (restarted.contains(id)) {
      throw ApiError.of(500, "InternalServerError", "It was restarted before.");
    }
    restarted.add(id);
  }

  @Test
  void missingResourcesAreRefusedWithAzuresMessages() {
    assertThatThrownBy(() -> azure.storageAccounts().getById(ACCOUNT_ID + "x"))
        .isInstanceOfSatisfying(
            ManagementException.class,
            error -> {
              assertThat(error.getResponse().getStatusCode()).isEqualTo(404);
              assertThat(error.getValue().getCode()).isEqualTo("ResourceNotFound");
              assertThat(error.getValue().getMessage())
                  .isEqualTo(
                      "The Resource 'Microsoft.Storage/storageAccounts/stlocalx' under resource"
                          + " group 'rg-local' was not found. For more details please go to"
                          + " https://aka.ms/ARMResourceNotFoundFix");
            });
    resources.remove(GROUP);
    assertThatThrownBy(() -> azure.storageAccounts().getByResourceGroup("rg-local", "stother"))
        .isInstanceOfSatisfying(
            ManagementException.class,
            error -> assertThat(error.getValue().getCode()).isEqualTo("ResourceGroupNotFound"));
  }

  @Test
  void throttledRequestIsRetriedByTheLibrary() {
    throttled.set(1);
    assertThat(azure.storageAccounts().getById(ACCOUNT_ID).name()).isEqualTo("stlocal");
    assertThat(throttled).hasValue(0);
  }

  @Test
  void faultsFromTheFileAreRetriedAfterTheirDelay() throws Exception {
    Path faults = folder.resolve("faults.txt");
    Files.writeString(
        faults,
        "GET Microsoft.Storage/storageAccounts 429 1 2\nGET Microsoft.KeyVault/vaults 503 1 1\n");
    ofFile = new FaultFile(faults);
    long began = System.nanoTime();
    assertThat(azure.storageAccounts().getById(ACCOUNT_ID).name()).isEqualTo("stlocal");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(2));
    assertThat(azure.vaults().getById(VAULT_ID).name()).isEqualTo("kv-local");

    Files.writeString(faults, "GET Microsoft.KeyVault/vaults 409 1 1\n");
    assertThatThrownBy(() -> azure.vaults().getById(VAULT_ID))
        .isInstanceOfSatisfying(
            ManagementException.class,
            error -> {
              assertThat(error.getResponse().getStatusCode()).isEqualTo(409);
              assertThat(error.getValue().getCode()).isEqualTo("AnotherOperationInProgress");
              assertThat(error.getResponse().getHeaderValue(HttpHeaderName.RETRY_AFTER))
                  .isEqualTo("1");
            });
  }

  private void fault(String method, String type) {
    ofFile.before(method, type);
    if (type.equals("Microsoft.Storage/storageAccounts")
        && throttled.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw ApiError.later(429, "TooManyRequests", "Too many requests.", Duration.ofSeconds(1));
    }
  }

  private ConnectivityInformationInner connectivity(int port) {
    return azure
        .networkWatchers()
        .manager()
        .serviceClient()
        .getNetworkWatchers()
        .checkConnectivity(
            "rg-local",
            "NetworkWatcher_westeurope",
            new ConnectivityParameters()
                .withSource(new ConnectivitySource().withResourceId(WATCHER_ID))
                .withDestination(
                    new ConnectivityDestination().withAddress("127.0.0.1").withPort(port))
                .withProtocol(Protocol.TCP));
  }

  private PostgreSqlManager postgres() {
    return PostgreSqlManager.configure()
        .withHttpClient(context.http())
        .authenticate(TestContext.credential(context.token()), profile());
  }

  private AzureProfile profile() {
    String url = running.endpoint() + "/";
    return new AzureProfile(
        ACCOUNT.tenantId(),
        ACCOUNT.subscriptionId(),
        new AzureEnvironment(
            Map.of(
                "resourceManagerEndpointUrl", url,
                "managementEndpointUrl", url,
                "activeDirectoryEndpointUrl", url,
                "activeDirectoryResourceId", url,
                "microsoftGraphResourceId", url,
                "keyVaultDnsSuffix", ".vault.local",
                "storageEndpointSuffix", ".local")));
  }
}
