package io.quarterdeck.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.infra.arm.ArmTypes;
import io.quarterdeck.infra.graph.Graph;
import io.quarterdeck.infra.graph.Node;
import io.quarterdeck.infra.graph.Recorder;
import io.quarterdeck.infra.graph.StackFile;
import io.quarterdeck.infra.graph.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Changes each setting of a running prod with all systems, and checks that no resource that holds
 * data is replaced unless {@code allowReplace} names it. A change of an input that Azure cannot
 * update in place would replace the resource; for a protected resource the engine refuses this at
 * preview. This test also writes the table of these settings in docs/azure.md: run it with {@code
 * -Dsnapshots=write} after a change.
 */
class ReplaceProtectionTest {
  /** The resources that hold data, with their names in the documentation. */
  private static final Map<String, String> KEEPERS =
      new TreeMap<>(
          Map.of(
              "lake", "the storage account",
              "app-store", "the storage account of the function app",
              "vault", "the key vault",
              "postgres", "the PostgreSQL server",
              "database", "the database",
              "databricks", "the Databricks workspace",
              "data-factory", "the data factory",
              "streaming-data-factory", "the data factory of the system streaming",
              "event-hubs", "the Event Hubs namespace",
              "event-hub", "the event hub"));

  /** A different value for each setting, with other settings that it requires. */
  private static final Map<String, Map<String, String>> CHANGES = new TreeMap<>();

  static {
    change("workload", "other");
    change("environment", "prod2");
    change("location", "northeurope");
    change("production", "false");
    change("owner", "somebody@example.com");
    change("costCentre", "CC-2000");
    change("sourceRevision", "0123456789abcdef");
    change("subscriptionId", Recorder.SUBSCRIPTION);
    change("systems", "[\"lakehouse\",\"streaming\"]");
    change("accessMode", "public", "allowedCidrs", "[\"203.0.113.0/24\"]");
    change("allowedCidrs", "[\"203.0.113.0/24\"]");
    change("addressSpace", "10.41.0.0/20");
    change("databricksPublicSubnet", "10.41.0.0/24");
    change("databricksPrivateSubnet", "10.41.2.0/24");
    change("postgresSubnet", "10.41.4.0/28");
    change("privateEndpointsSubnet", "10.41.5.0/27");
    change("agentsSubnet", "10.41.6.0/27");
    change("clientCidrs", "[\"192.168.0.0/16\"]");
    change(
        "clientNetworkIds",
        "[\"/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-hub"
            + "/providers/Microsoft.Network/virtualNetworks/vnet-hub\"]");
    change("agents", "scaleSet", "agentsSshKey", "ssh-ed25519 AAAAC3NzaC1" + "A".repeat(57));
    change("agentsVmSize", "Standard_D4ds_v5");
    change("agentsSshKey", "ssh-ed25519 AAAAC3NzaC1" + "A".repeat(57));
    change("vpnClientCidr", "10.60.0.0/24");
    change("vpnGatewaySubnet", "10.41.7.0/27");
    change("vpnResolverSubnet", "10.41.7.32/28");
    change("networkWatcher", "create");
    change("flowLogDays", "120");
    change("trafficAnalyticsMinutes", "60");
    change("storageReplication", "RAGZRS");
    change("storageSoftDeleteDays", "60");
    change("quarantineDays", "365");
    change("coolAfterDays", "60");
    change("postgresVersion", "17");
    change("postgresSku", "Standard_E8ds_v5");
    change("postgresStorageGiB", "512");
    change("postgresHighAvailability", "sameZone");
    change("postgresGeoBackup", "false");
    change("postgresBackupDays", "14");
    change("postgresAuth", "password", "postgresPassword", "correct horse battery staple");
    change("postgresPassword", "correct horse battery staple");
    change("postgresAdministrator", "captain");
    change("postgresDatabase", "other");
    change("keyVault", "recover");
    change("infrastructureEncryption", "false");
    change("customerManagedKeys", "false");
    change("databricksPrincipalId", "11111111-2222-3333-4444-555555555555");
    change("databricksRootKey", "prepare");
    change(
        "operatorsGroupId", "11111111-2222-3333-4444-555555555555", "operatorsGroupName", "crew");
    change(
        "operatorsGroupName", "crew", "operatorsGroupId", "11111111-2222-3333-4444-555555555555");
    change("dataIdentityId", "11111111-2222-3333-4444-666666666666", "dataIdentityName", "loader");
    change("dataIdentityName", "loader", "dataIdentityId", "11111111-2222-3333-4444-666666666666");
    change(
        "dataIdentityClientId",
        "11111111-2222-3333-4444-777777777777",
        "dataIdentityId",
        "11111111-2222-3333-4444-666666666666",
        "dataIdentityName",
        "loader");
    change("federatedIssuer", "https://issuer.example.com", "federatedSubject", "sc://a/b/c");
    change("federatedSubject", "sc://a/b/c", "federatedIssuer", "https://issuer.example.com");
    change("logDays", "180");
    change("alertEmails", "[\"somebody@example.com\"]");
    change("monthlyBudget", "9000");
    change("dataFactoryRepository", "https://github.com/contoso/platform");
    change("dataFactoryBranch", "trunk");
    change(
        "sourcePostgresId",
        "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-shop"
            + "/providers/Microsoft.DBforPostgreSQL/flexibleServers/psql-shop");
    change("sourcePostgresPassword", "correct horse battery staple");
    change("lakehouseSchedule", "airflow");
    change("eventHubPartitions", "8");
    change("eventHubRetentionHours", "24");
    change("eventHubMaxThroughputUnits", "10");
    change("functionsSubnet", "10.41.8.0/26");
    change("functionMemory", "2048");
    change("functionMaxInstances", "80");
    change("orderSchedule", "0 */5 * * * *");
    change("ordersPerTick", "1000");
    change(
        "allowReplace",
        "[\"storage\",\"vault\",\"postgres\",\"databricks\",\"datafactory\",\"eventhubs\"]");
  }

  /**
   * The settings whose change would replace resources, with these resources. All other settings
   * change in place.
   */
  private static final Map<String, Set<String>> WOULD_REPLACE =
      new TreeMap<>(
          Map.of(
              "workload", KEEPERS.keySet(),
              "environment", KEEPERS.keySet(),
              "location", KEEPERS.keySet(),
              "customerManagedKeys", Set.of("postgres", "data-factory", "streaming-data-factory"),
              "eventHubPartitions", Set.of("event-hub"),
              "postgresAdministrator", Set.of("postgres"),
              "postgresDatabase", Set.of("database")));

  /**
   * Settings that have an effect only if other settings are set too, such as password
   * authentication.
   */
  private static final Map<String, Map<String, String>> PREREQUISITES =
      Map.of(
          "postgresAdministrator",
          Map.of("postgresAuth", "password", "postgresPassword", "correct horse battery staple"));

  /** Settings that prod refuses, with the resources that they would replace in dev. */
  private static final Map<String, Set<String>> WOULD_REPLACE_IN_DEV =
      new TreeMap<>(
          Map.of(
              "accessMode", Set.of("postgres"),
              "infrastructureEncryption", Set.of("lake", "app-store", "databricks"),
              "postgresGeoBackup", Set.of("postgres")));

  private static final Map<String, Map<String, String>> CHANGES_OF_DEV =
      Map.of(
          "accessMode", Map.of("accessMode", "public", "allowedCidrs", "[\"203.0.113.0/24\"]"),
          "infrastructureEncryption", Map.of("infrastructureEncryption", "true"),
          "postgresGeoBackup", Map.of("postgresGeoBackup", "true"));

  private static final Path PAGE = Path.of("..", "docs", "azure.md");
  private static final String BEGIN = "<!-- Written by ReplaceProtectionTest: begin -->\n";
  private static final String END = "<!-- Written by ReplaceProtectionTest: end -->\n";

  /** The settings that are refused before the engine plans a change. */
  private static final Set<String> REFUSED =
      Set.of(
          "accessMode",
          "allowedCidrs",
          "postgresGeoBackup",
          "postgresPassword",
          "infrastructureEncryption");

  private static Graph running;

  @BeforeAll
  static void createProd() {
    running = run(Map.of());
    assertThat(running.errors()).isEmpty();
  }

  static Set<String> replacing() {
    return WOULD_REPLACE.keySet();
  }

  static Set<String> refused() {
    return REFUSED;
  }

  static Set<String> replacingInDev() {
    return WOULD_REPLACE_IN_DEV.keySet();
  }

  @Test
  void changesEverySetting() {
    assertThat(CHANGES.keySet()).isEqualTo(StackFile.declared().keySet());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesASettingThatWeakensProd(String setting) {
    assertThat(run(CHANGES.get(setting)).errors()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("replacing")
  void protectsTheResourcesThatASettingWouldReplace(String setting) {
    Map<String, String> standing = PREREQUISITES.getOrDefault(setting, Map.of());
    Map<String, String> change = new TreeMap<>(standing);
    change.putAll(CHANGES.get(setting));
    Graph before = standing.isEmpty() ? running : run(standing);
    Graph changed = run(change);
    assertThat(changed.errors()).isEmpty();
    List<String> replaced = replaced(before, changed);
    assertThat(replaced).containsExactlyInAnyOrderElementsOf(WOULD_REPLACE.get(setting));
    assertThat(replaced).allSatisfy(name -> assertThat(changed.resource(name).protect()).isTrue());
  }

  @ParameterizedTest
  @MethodSource("replacingInDev")
  void aSettingThatProdRefusesReplacesTheDocumentedResourcesInDev(String setting) {
    Graph changed = run("dev", CHANGES_OF_DEV.get(setting));
    assertThat(changed.errors()).isEmpty();
    assertThat(replaced(run("dev", Map.of()), changed))
        .containsExactlyInAnyOrderElementsOf(WOULD_REPLACE_IN_DEV.get(setting));
  }

  @Test
  void theDocumentationListsTheSettingsThatReplaceData() throws IOException {
    if ("write".equals(System.getProperty("snapshots"))) {
      String page = Files.readString(PAGE);
      Files.writeString(PAGE, page.replace(between(page), table()));
    }
    assertThat(between(Files.readString(PAGE))).isEqualTo(table());
  }

  private static String between(String page) {
    return page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
  }

  private static String table() {
    StringBuilder table = new StringBuilder();
    table.append("| setting | what a change would replace | in production |\n|---|---|---|\n");
    WOULD_REPLACE.forEach(
        (setting, keepers) ->
            row(table, setting, keepers, "refused until `allowReplace` names it"));
    WOULD_REPLACE_IN_DEV.forEach(
        (setting, keepers) -> row(table, setting, keepers, "cannot be set to the other value"));
    return table.toString();
  }

  private static void row(StringBuilder table, String setting, Set<String> keepers, String prod) {
    String what =
        keepers.size() == KEEPERS.size()
            ? "all of them"
            : keepers.stream().sorted().map(KEEPERS::get).collect(Collectors.joining(", "));
    String where = PREREQUISITES.containsKey(setting) ? " (with `postgresAuth: password`)" : "";
    table.append("| `%s`%s | %s | %s |\n".formatted(setting, where, what, prod));
  }

  @Test
  void noOtherSettingReplacesResourcesThatHoldData() {
    noneReplaced(changesWithout("dataIdentity"));
    // The program refuses these settings together.
    noneReplaced(changesWithout("federated"));
  }

  private static Map<String, String> changesWithout(String prefix) {
    Map<String, String> all = new TreeMap<>();
    CHANGES.forEach(
        (setting, change) -> {
          if (!REFUSED.contains(setting)
              && !WOULD_REPLACE.containsKey(setting)
              && !setting.startsWith(prefix)) {
            all.putAll(change);
          }
        });
    return all;
  }

  private static void noneReplaced(Map<String, String> all) {
    Graph changed = run(all);
    assertThat(changed.errors()).isEmpty();
    // One run with all changes replaces thirty runs; single runs follow only if a replacement is
    // found.
    if (!replaced(running, changed).isEmpty()) {
      all.forEach(
          (setting, value) ->
              assertThat(replaced(running, run(Map.of(setting, value)))).as(setting).isEmpty());
    }
    assertThat(replaced(running, changed)).isEmpty();
  }

  @Test
  void allowReplaceRemovesTheProtection() {
    Map<String, String> change = new TreeMap<>(CHANGES.get("customerManagedKeys"));
    change.put("allowReplace", "[\"postgres\"]");
    Graph changed = run(change);
    assertThat(replaced(running, changed))
        .containsExactlyInAnyOrder("postgres", "data-factory", "streaming-data-factory");
    assertThat(changed.resource("postgres").protect()).isFalse();
    assertThat(changed.resource("lake").protect()).isTrue();
    assertThat(changed.ofType("authorization:ManagementLockByScope"))
        .extracting(Node::name)
        .containsExactlyInAnyOrder(
            "lake-lock",
            "vault-lock",
            "databricks-lock",
            "data-factory-lock",
            "streaming-data-factory-lock",
            "event-hubs-lock",
            "app-store-lock");
  }

  private static List<String> replaced(Graph standing, Graph changed) {
    List<String> replaced = new ArrayList<>();
    for (String name : KEEPERS.keySet()) {
      Node before = standing.resource(name);
      Node after = changed.resource(name);
      ArmType type = ArmTypes.of(before.type());
      Stream.of(type.pathInputs(), type.fixed(), after.replaceOnChanges())
          .flatMap(Collection::stream)
          .filter(path -> !Objects.equals(Values.at(before, path), Values.at(after, path)))
          .findFirst()
          .ifPresent(path -> replaced.add(name));
    }
    return replaced;
  }

  private static Graph run(Map<String, String> changes) {
    return run("prod", changes);
  }

  private static Graph run(String stack, Map<String, String> changes) {
    Map<String, String> settings = new TreeMap<>(StackFile.withAllSystems(stack));
    settings.putAll(changes);
    return Recorder.run(StackFile.source(settings));
  }

  private static void change(String setting, String value, String... beside) {
    Map<String, String> change = new TreeMap<>();
    change.put(setting, value);
    for (int i = 0; i < beside.length; i += 2) {
      change.put(beside[i], beside[i + 1]);
    }
    CHANGES.put(setting, change);
  }
}
