package io.quarterdeck.local.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.local.arm.backend.ResourceBackends;
import io.quarterdeck.local.arm.provider.ProviderServer;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.arm.store.Features;
import io.quarterdeck.local.entra.LocalTenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that a test changes each setting. At night, changes the settings of a deployed prod that
 * do not delete its data, with the real engine, and each setting of a deployed dev: in two groups,
 * and then one at a time. {@code -Dsettings=REGEX} selects settings to change one at a time.
 */
@ExtendWith(NeedsPulumi.class)
class SettingsIT {
  /** These settings must be encrypted. */
  private static final Set<String> SECRETS = Set.of("postgresPassword", "sourcePostgresPassword");

  private static final String HUB =
      "[/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-hub"
          + "/providers/Microsoft.Network/virtualNetworks/vnet-hub]";

  private static final String SOURCE =
      "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-shop"
          + "/providers/Microsoft.DBforPostgreSQL/flexibleServers/psql-shop";

  /** A public key that belongs to nobody: its number is zero. */
  private static final String SSH_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + "A".repeat(43);

  /** Settings that change a resource in place, tested together. */
  private static final Map<String, String> IN_PLACE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("owner", "somebody@example.com"),
              Map.entry("costCentre", "CC-2000"),
              Map.entry("sourceRevision", "0123456789abcdef"),
              Map.entry("subscriptionId", CallerIdentity.LOCAL.subscriptionId()),
              Map.entry("addressSpace", "10.40.0.0/20"),
              Map.entry("agentsSubnet", "10.40.6.0/27"),
              Map.entry("clientCidrs", "[192.168.0.0/16]"),
              Map.entry("clientNetworkIds", HUB),
              Map.entry("agents", "scaleSet"),
              Map.entry("agentsVmSize", "Standard_D4ds_v5"),
              Map.entry("agentsSshKey", SSH_KEY),
              Map.entry("vpnClientCidr", "10.60.0.0/24"),
              Map.entry("vpnGatewaySubnet", "10.40.7.0/27"),
              Map.entry("vpnResolverSubnet", "10.40.7.32/28"),
              Map.entry("flowLogDays", "120"),
              Map.entry("trafficAnalyticsMinutes", "10"),
              Map.entry("storageReplication", "GRS"),
              Map.entry("storageSoftDeleteDays", "14"),
              Map.entry("quarantineDays", "60"),
              Map.entry("coolAfterDays", "60"),
              Map.entry("postgresVersion", "\"17\""),
              Map.entry("postgresSku", "Standard_D4ds_v5"),
              Map.entry("postgresStorageGiB", "64"),
              Map.entry("postgresHighAvailability", "zoneRedundant"),
              Map.entry("postgresBackupDays", "14"),
              Map.entry("postgresDatabase", "other"),
              Map.entry("operatorsGroupId", "11111111-2222-3333-4444-555555555555"),
              Map.entry("operatorsGroupName", "crew"),
              Map.entry("federatedIssuer", "https://issuer.example.com"),
              Map.entry("federatedSubject", "sc://a/b/c"),
              Map.entry("logDays", "180"),
              Map.entry("alertEmails", "[somebody@example.com]"),
              Map.entry("monthlyBudget", "500"),
              Map.entry("keyVault", "recover"),
              Map.entry("systems", "[batch, lakehouse, streaming]"),
              Map.entry("eventHubRetentionHours", "24"),
              Map.entry("eventHubMaxThroughputUnits", "10"),
              Map.entry("functionsSubnet", "10.40.7.64/26"),
              Map.entry("functionMemory", "\"2048\""),
              Map.entry("functionMaxInstances", "80"),
              Map.entry("orderSchedule", "0 */5 * * * *"),
              Map.entry("ordersPerTick", "1000"),
              Map.entry("dataFactoryRepository", "https://github.com/contoso/platform"),
              Map.entry("dataFactoryBranch", "trunk"),
              Map.entry("sourcePostgresId", SOURCE),
              Map.entry("sourcePostgresPassword", "Correct-horse-battery-9"),
              Map.entry("lakehouseSchedule", "airflow"),
              Map.entry("dataIdentityClientId", "11111111-2222-3333-4444-777777777777"),
              Map.entry("allowReplace", "[storage]")));

  /** Settings that replace a resource, move everything, or change a range in use. */
  private static final Map<String, String> REPLACING =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("workload", "other"),
              Map.entry("environment", "test"),
              Map.entry("location", "northeurope"),
              Map.entry("accessMode", "public"),
              Map.entry("allowedCidrs", "[203.0.113.0/24]"),
              Map.entry("databricksPublicSubnet", "10.40.0.0/24"),
              Map.entry("databricksPrivateSubnet", "10.40.2.0/24"),
              Map.entry("postgresSubnet", "10.40.4.0/28"),
              Map.entry("privateEndpointsSubnet", "10.40.5.0/27"),
              Map.entry("networkWatcher", "create"),
              Map.entry("postgresGeoBackup", "true"),
              Map.entry("postgresAuth", "password"),
              Map.entry("postgresAdministrator", "captain"),
              Map.entry("dataIdentityId", "11111111-2222-3333-4444-666666666666"),
              Map.entry("dataIdentityName", "loader"),
              Map.entry("postgresPassword", "Correct-horse-battery-9"),
              Map.entry("infrastructureEncryption", "true"),
              Map.entry("customerManagedKeys", "true"),
              Map.entry("databricksPrincipalId", CallerIdentity.DATABRICKS_ID),
              Map.entry("databricksRootKey", "prepare"),
              Map.entry("eventHubPartitions", "8")));

  /** Settings of a deployed prod that replace nothing. */
  private static final Map<String, String> OF_PROD =
      Map.ofEntries(
          Map.entry("owner", "somebody@example.com"),
          Map.entry("costCentre", "CC-2000"),
          Map.entry("sourceRevision", "0123456789abcdef"),
          Map.entry("addressSpace", "10.41.0.0/20"),
          Map.entry("agentsSubnet", "10.41.6.0/27"),
          Map.entry("clientCidrs", "[192.168.0.0/16]"),
          Map.entry("clientNetworkIds", HUB),
          Map.entry("flowLogDays", "120"),
          Map.entry("trafficAnalyticsMinutes", "60"),
          Map.entry("storageReplication", "RAGZRS"),
          Map.entry("storageSoftDeleteDays", "60"),
          Map.entry("quarantineDays", "60"),
          Map.entry("coolAfterDays", "60"),
          Map.entry("postgresSku", "Standard_D8ds_v5"),
          Map.entry("postgresStorageGiB", "512"),
          Map.entry("postgresBackupDays", "30"),
          Map.entry("operatorsGroupId", "11111111-2222-3333-4444-555555555555"),
          Map.entry("operatorsGroupName", "crew"),
          Map.entry("federatedIssuer", "https://issuer.example.com"),
          Map.entry("federatedSubject", "sc://a/b/c"),
          Map.entry("logDays", "180"),
          Map.entry("alertEmails", "[somebody@example.com]"),
          Map.entry("monthlyBudget", "5000"));

  /** {@link StackCycleIT} tests how to delete protected resources. */
  private static final Set<String> OF_THE_OTHER_CYCLE = Set.of("production");

  /**
   * Azure does not change these back: it does not remove a key from the disks of a workspace,
   * reduce a disk, or return to an earlier version.
   */
  private static final Set<String> ONE_WAY =
      Set.of("customerManagedKeys", "postgresStorageGiB", "postgresVersion");

  /** Azure does not change the ranges of subnets whose addresses are in use. */
  private static final Set<String> IN_USE = Set.of("postgresSubnet", "privateEndpointsSubnet");

  /** A setting that the program accepts, or that has an effect, only with the other setting. */
  private static final Map<String, String> BESIDE =
      Map.ofEntries(
          Map.entry("operatorsGroupId", "operatorsGroupName"),
          Map.entry("operatorsGroupName", "operatorsGroupId"),
          Map.entry("dataIdentityId", "dataIdentityName"),
          Map.entry("dataIdentityName", "dataIdentityId"),
          Map.entry("federatedIssuer", "federatedSubject"),
          Map.entry("federatedSubject", "federatedIssuer"),
          Map.entry("accessMode", "allowedCidrs"),
          Map.entry("allowedCidrs", "accessMode"),
          Map.entry("postgresAuth", "postgresPassword"),
          Map.entry("postgresPassword", "postgresAuth"),
          Map.entry("postgresHighAvailability", "postgresSku"),
          Map.entry("lakehouseSchedule", "systems"),
          Map.entry("agents", "agentsSshKey"),
          Map.entry("agentsSshKey", "agents"),
          Map.entry("agentsVmSize", "agents"),
          Map.entry("agentsSubnet", "agents"),
          Map.entry("vpnGatewaySubnet", "vpnClientCidr"),
          Map.entry("vpnResolverSubnet", "vpnClientCidr"),
          Map.entry("dataIdentityClientId", "dataIdentityId"),
          Map.entry("dataFactoryRepository", "systems"),
          Map.entry("dataFactoryBranch", "dataFactoryRepository"),
          Map.entry("sourcePostgresId", "systems"),
          Map.entry("eventHubPartitions", "systems"),
          Map.entry("eventHubRetentionHours", "systems"),
          Map.entry("eventHubMaxThroughputUnits", "systems"),
          Map.entry("functionsSubnet", "systems"),
          Map.entry("functionMemory", "systems"),
          Map.entry("functionMaxInstances", "systems"),
          Map.entry("orderSchedule", "systems"),
          Map.entry("ordersPerTick", "systems"),
          Map.entry("sourcePostgresPassword", "systems"));

  @TempDir Path folder;

  private ControlPlane azure;
  private ProviderServer server;
  private PulumiProject project;
  private String stack;
  private String initial;

  @BeforeEach
  void start() throws IOException {
    azure =
        ControlPlane.open(
            folder.resolve("arm"), CallerIdentity.LOCAL, ResourceBackends.none(), Faults.NONE);
    Features.in(folder.resolve("arm")).register("Microsoft.Compute/EncryptionAtHost");
    server = ProviderServer.start(azure, LocalTenant.owner(), 0);
    project = PulumiProject.in(folder).provider(server.port());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void standUp(String name, String... setting) throws IOException, InterruptedException {
    stack = name;
    run("stack", "init", stack);
    initial = Files.readString(stackFile());
    if (setting.length > 0) {
      run("config", "set", "quarterdeck:" + setting[0], setting[1], "--stack", stack);
    }
    up();
  }

  @Test
  @Tag("nightly")
  void deployedProdChangesInPlace() throws Exception {
    standUp("prod", "databricksRootKey", "prepare");
    run("config", "rm", "quarterdeck:databricksRootKey", "--stack", stack);
    up();
    Set<String> before = ids("/flexibleServers/", "/storageAccounts/", "/vaults/", "/workspaces/");

    assertThat(change(OF_PROD)).contains(" updated").doesNotContain("replaced", "deleted");
    // The operators do not change, because the locks also prevent the deletion of role assignments.
    // The disk keeps its size.
    Map<String, String> kept =
        OF_PROD.entrySet().stream()
            .filter(
                change ->
                    change.getKey().startsWith("operatorsGroup")
                        || ONE_WAY.contains(change.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    assertThat(change(kept)).contains(" updated").doesNotContain("replaced");
    assertThat(ids("/flexibleServers/", "/storageAccounts/", "/vaults/", "/workspaces/"))
        .containsAll(before);
  }

  private Set<String> ids(String... types) {
    return azure.resources().list().stream()
        .map(ArmResource::id)
        .filter(id -> Stream.of(types).anyMatch(id::contains))
        .collect(Collectors.toSet());
  }

  @Test
  void eachSettingOfTheProjectIsChangedByATest() throws IOException {
    assertThat(settings(Files.readString(folder.resolve("Pulumi.yaml"))))
        .containsExactlyInAnyOrderElementsOf(tried());
  }

  @Test
  @Tag("nightly")
  void groupsOfSettingsAreChangedAndChangedBack() throws Exception {
    standUp("dev");
    change(IN_PLACE);
    change(REPLACING);
    // The move deleted the vault with the first name, and Azure reserves the name of a deleted
    // vault.
    change(Map.of("keyVault", "recover"));
    run("destroy", "--yes", "--skip-preview", "--stack", stack);
    assertThat(azure.resources().list())
        .allSatisfy(left -> assertThat(left.id()).contains("/resourceGroups/NetworkWatcherRG"));
  }

  @Test
  @Tag("nightly")
  void eachSettingIsChangedSeparately() throws Exception {
    standUp("dev");
    Map<String, String> all = new TreeMap<>(IN_PLACE);
    all.putAll(REPLACING);
    Set<String> selected = new TreeSet<>(all.keySet());
    selected.removeAll(ONE_WAY);
    selected.removeIf(setting -> !setting.matches(System.getProperty("settings", ".*")));
    List<String> refused = new ArrayList<>();
    for (String setting : selected) {
      Map<String, String> changes = withNeighbours(setting, all);
      if (IN_USE.contains(setting)) {
        write(changes);
        assertThat(project.run("up", "--yes", "--skip-preview", "--stack", stack).fails().output())
            .contains("InUsePrefixCannotBeDeleted");
        change(Map.of());
        continue;
      }
      try {
        change(changes);
      } catch (AssertionError e) {
        // Continues with the other settings, because this test takes half an hour.
        refused.add(setting + ": " + e.getMessage());
      }
      // Otherwise its deleted vaults would reserve their names.
      azure.deletedVaults().list().forEach(vault -> azure.deletedVaults().purge(vault.id()));
      change(Map.of());
      azure.deletedVaults().list().forEach(vault -> azure.deletedVaults().purge(vault.id()));
    }
    assertThat(refused).isEmpty();
  }

  /**
   * Returns the change of a setting, of the settings that it needs, and of the settings that these
   * need in turn.
   */
  private static Map<String, String> withNeighbours(String setting, Map<String, String> values) {
    Map<String, String> changes = new TreeMap<>();
    String next = setting;
    while (next != null && !changes.containsKey(next)) {
      changes.put(next, values.get(next));
      next = BESIDE.get(next);
    }
    return changes;
  }

  /** Deploys the stack's settings with these changes; returns the output of the engine. */
  private String change(Map<String, String> changes) throws IOException, InterruptedException {
    write(changes);
    return up();
  }

  private void write(Map<String, String> changes) throws IOException, InterruptedException {
    Map<String, String> plain = new TreeMap<>(changes);
    plain.keySet().removeAll(SECRETS);
    Files.writeString(stackFile(), with(plain));
    for (String secret : SECRETS) {
      if (changes.containsKey(secret)) {
        String key = "quarterdeck:" + secret;
        run("config", "set", "--secret", key, changes.get(secret), "--stack", stack);
      }
    }
  }

  private String up() throws IOException, InterruptedException {
    String said = run("up", "--yes", "--skip-preview", "--stack", stack);
    run("preview", "--refresh", "--expect-no-changes", "--stack", stack);
    return said;
  }

  private String run(String... command) throws IOException, InterruptedException {
    return project.run(command).succeeds().output();
  }

  private Path stackFile() {
    return folder.resolve("Pulumi." + stack + ".yaml");
  }

  private String with(Map<String, String> changes) {
    String rest = initial;
    StringBuilder lines = new StringBuilder("config:\n");
    for (Map.Entry<String, String> change : changes.entrySet()) {
      String key = "  quarterdeck:" + change.getKey() + ":";
      rest = rest.replaceFirst("(?m)^" + key + ".*\n(    .*\n)*", "");
      lines.append(key).append(' ').append(change.getValue()).append('\n');
    }
    return rest.replaceFirst("config:\n", lines.toString());
  }

  private static Set<String> tried() {
    return Stream.of(IN_PLACE.keySet(), REPLACING.keySet(), OF_THE_OTHER_CYCLE)
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }

  private static Set<String> settings(String projectFile) {
    return Pattern.compile("(?m)^  (\\w+):\n    default:")
        .matcher(projectFile)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toSet());
  }
}
