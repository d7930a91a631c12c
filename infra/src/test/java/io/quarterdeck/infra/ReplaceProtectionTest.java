package io.quarterdeck.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.infra.arm.ArmTypes;
import io.quarterdeck.infra.graph.Graph;
import io.quarterdeck.infra.graph.Node;
import io.quarterdeck.infra.graph.Recorder;
import io.quarterdeck.infra.graph.StackFile;
import io.quarterdeck.infra.graph.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A running prod whose settings change: what holds data is never replaced unless the owner says so.
 * A change of an input that cannot be changed in place would be a replace; the engine refuses it on
 * what is protected, at preview.
 */
class ReplaceProtectionTest {
  /** The resources that hold data. */
  private static final Set<String> KEEPERS = Set.of("lake", "vault", "postgres", "databricks");

  /** Another value for every setting; some need others beside them. */
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
    change("accessMode", "public", "allowedCidrs", "[\"203.0.113.0/24\"]");
    change("allowedCidrs", "[\"203.0.113.0/24\"]");
    change("addressSpace", "10.41.0.0/20");
    change("databricksPublicSubnet", "10.41.0.0/24");
    change("databricksPrivateSubnet", "10.41.2.0/24");
    change("postgresSubnet", "10.41.4.0/28");
    change("privateEndpointsSubnet", "10.41.5.0/27");
    change("agentsSubnet", "10.41.6.0/27");
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
    change("postgresHighAvailability", "false");
    change("postgresGeoBackup", "false");
    change("postgresBackupDays", "14");
    change("postgresAuth", "password", "postgresPassword", "correct horse battery staple");
    change("postgresPassword", "correct horse battery staple");
    change("postgresAdministrator", "captain");
    change("postgresDatabase", "other");
    change("keyVault", "recover");
    change("infrastructureEncryption", "false");
    change(
        "operatorsGroupId", "11111111-2222-3333-4444-555555555555", "operatorsGroupName", "crew");
    change(
        "operatorsGroupName", "crew", "operatorsGroupId", "11111111-2222-3333-4444-555555555555");
    change("federatedIssuer", "https://issuer.example.com", "federatedSubject", "sc://a/b/c");
    change("federatedSubject", "sc://a/b/c", "federatedIssuer", "https://issuer.example.com");
    change("logDays", "180");
    change("alertEmails", "[\"somebody@example.com\"]");
    change("monthlyBudget", "9000");
    change("allowReplace", "[\"storage\",\"vault\",\"postgres\",\"databricks\"]");
  }

  /** The settings that would replace something, and what. All else changes in place. */
  private static final Map<String, Set<String>> WOULD_REPLACE =
      Map.of(
          "workload", KEEPERS,
          "environment", KEEPERS,
          "location", KEEPERS,
          "postgresAuth", Set.of("postgres"));

  /** The settings that are refused before anything is planned. */
  private static final Set<String> REFUSED =
      Set.of(
          "accessMode",
          "allowedCidrs",
          "postgresHighAvailability",
          "postgresGeoBackup",
          "postgresPassword",
          "infrastructureEncryption");

  private static Graph running;

  @BeforeAll
  static void stand_up_prod() {
    running = run(Map.of());
    assertThat(running.errors()).isEmpty();
  }

  static Set<String> replacing() {
    return WOULD_REPLACE.keySet();
  }

  static Set<String> refused() {
    return REFUSED;
  }

  @Test
  void every_setting_is_tried() {
    assertThat(CHANGES.keySet()).isEqualTo(StackFile.declared().keySet());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_setting_that_opens_or_weakens_prod_is_refused(String setting) {
    assertThat(run(CHANGES.get(setting)).errors()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("replacing")
  void what_a_setting_would_replace_is_protected(String setting) {
    Graph changed = run(CHANGES.get(setting));
    assertThat(changed.errors()).isEmpty();
    List<String> replaced = replaced(changed);
    assertThat(replaced).containsExactlyInAnyOrderElementsOf(WOULD_REPLACE.get(setting));
    assertThat(replaced).allSatisfy(name -> assertThat(changed.resource(name).protect()).isTrue());
  }

  @Test
  void every_other_setting_replaces_nothing_that_holds_data() {
    Map<String, String> all = new TreeMap<>();
    CHANGES.forEach(
        (setting, change) -> {
          if (!REFUSED.contains(setting) && !WOULD_REPLACE.containsKey(setting)) {
            all.putAll(change);
          }
        });
    Graph changed = run(all);
    assertThat(changed.errors()).isEmpty();
    // All at once is one run instead of thirty; which one it was is asked only where there is one.
    if (!replaced(changed).isEmpty()) {
      all.forEach(
          (setting, value) ->
              assertThat(replaced(run(Map.of(setting, value)))).as(setting).isEmpty());
    }
    assertThat(replaced(changed)).isEmpty();
  }

  @Test
  void the_owner_can_name_what_may_be_replaced() {
    Map<String, String> change = new TreeMap<>(CHANGES.get("postgresAuth"));
    change.put("allowReplace", "[\"postgres\"]");
    Graph changed = run(change);
    assertThat(replaced(changed)).containsExactly("postgres");
    assertThat(changed.resource("postgres").protect()).isFalse();
    assertThat(changed.resource("lake").protect()).isTrue();
    assertThat(changed.ofType("authorization:ManagementLockByScope"))
        .extracting(Node::name)
        .containsExactlyInAnyOrder("lake-lock", "vault-lock", "databricks-lock");
  }

  private static List<String> replaced(Graph changed) {
    List<String> replaced = new ArrayList<>();
    for (String name : KEEPERS) {
      Node before = running.resource(name);
      Node after = changed.resource(name);
      ArmType type = ArmTypes.of(before.type());
      Stream.concat(type.pathInputs().stream(), type.fixed().stream())
          .filter(path -> !Objects.equals(Values.at(before, path), Values.at(after, path)))
          .findFirst()
          .ifPresent(path -> replaced.add(name));
    }
    return replaced;
  }

  private static Graph run(Map<String, String> changes) {
    Map<String, String> settings = new TreeMap<>(StackFile.read("prod"));
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
