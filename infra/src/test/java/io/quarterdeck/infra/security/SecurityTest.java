package io.quarterdeck.infra.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.infra.graph.Graph;
import io.quarterdeck.infra.graph.Recorder;
import io.quarterdeck.infra.graph.StackFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the rules of docs/security.md and its exceptions. */
class SecurityTest {
  private static final List<Rule> RULES =
      Stream.of(
              StorageRules.rules(),
              VaultRules.rules(),
              PostgresRules.rules(),
              NetworkRules.rules(),
              AccessRules.rules(),
              FactoryRules.rules(),
              ServerlessRules.rules(),
              EventHubRules.rules(),
              FunctionRules.rules(),
              PlatformRules.rules())
          .flatMap(List::stream)
          .toList();

  /**
   * The exceptions of prod: rules with the resources that do not comply. docs/security.md gives the
   * reasons.
   */
  private static final Map<String, List<String>> PROD =
      Map.of(
          "CKV_AZURE_103", List.of("data-factory", "streaming-data-factory"),
          "MCSB DP-5 (Event Hubs)", List.of("event-hubs"),
          "MCSB IM-1 (passwords)", List.of("postgres"));

  /** Additional exceptions of dev, for rules whose cost is too high for it. */
  private static final Map<String, List<String>> DEV =
      Map.ofEntries(
          Map.entry("CKV_AZURE_136", List.of("postgres")),
          Map.entry("CKV_AZURE_206", List.of("lake", "log-store", "app-store")),
          Map.entry("CKV_AZURE_225", List.of("order-app-plan")),
          Map.entry("CKV2_AZURE_1", List.of("lake", "log-store", "app-store")),
          Map.entry("CKV_AZURE_240", List.of("synapse")),
          Map.entry("CKV2_AZURE_15", List.of("data-factory", "streaming-data-factory")),
          Map.entry("CKV2_AZURE_48", List.of("databricks")),
          Map.entry("MCSB BR-1", List.of("postgres")),
          Map.entry(
              "MCSB BR-2",
              List.of(
                  "vault",
                  "lake",
                  "postgres",
                  "databricks",
                  "data-factory",
                  "event-hubs",
                  "app-store",
                  "streaming-data-factory")),
          Map.entry("MCSB DP-4", List.of("lake", "log-store", "app-store")),
          Map.entry("MCSB DP-4 (DBFS)", List.of("databricks")),
          Map.entry("MCSB DP-5", List.of("postgres")),
          Map.entry("MCSB DP-5 (Databricks)", List.of("databricks")));

  @Test
  void prodCompliesWithAllRulesExceptTheDocumentedOnes() {
    assertThat(broken(graph(StackFile.withAllSystems("prod")))).isEqualTo(new TreeMap<>(PROD));
  }

  @Test
  void devCompliesWithAllRulesExceptTheDocumentedOnes() {
    Map<String, List<String>> expected = new TreeMap<>(PROD);
    expected.putAll(DEV);
    assertThat(broken(graph(StackFile.withAllSystems("dev")))).isEqualTo(expected);
  }

  @Test
  void publicAccessBreaksOnlyTheRulesAboutPublicAccess() {
    Map<String, String> settings = new TreeMap<>(StackFile.withAllSystems("dev"));
    settings.put("accessMode", "public");
    settings.put("allowedCidrs", "[\"203.0.113.0/24\"]");
    Map<String, List<String>> expected = new TreeMap<>(PROD);
    expected.putAll(DEV);
    expected.put("CKV_AZURE_59", List.of("lake"));
    expected.put("CKV_AZURE_104", List.of("data-factory", "streaming-data-factory"));
    expected.put("CKV_AZURE_158", List.of("databricks"));
    expected.put("CKV_AZURE_189", List.of("vault"));
    expected.put("CKV_AZURE_222", List.of("order-app"));
    expected.put("CKV2_AZURE_19", List.of("synapse"));
    expected.put("MCSB NS-2 (Synapse)", List.of("synapse"));
    expected.put("CKV2_AZURE_57", List.of("postgres"));
    assertThat(broken(graph(settings))).isEqualTo(expected);
  }

  @Test
  void theAgentsAndTheVpnBreakOnlyTheRuleAboutPatches() {
    Map<String, List<String>> expected = new TreeMap<>(PROD);
    expected.putAll(DEV);
    expected.put("CKV_AZURE_95", List.of("agents"));
    Map<String, String> settings = new TreeMap<>(StackFile.withAllSystems("dev"));
    settings.putAll(StackFile.optionalAccess());
    assertThat(broken(graph(settings))).isEqualTo(expected);
  }

  @Test
  void aGitRepositoryRemovesTheExceptionOfProd() {
    Map<String, String> settings = StackFile.withAllSystems("prod");
    settings.put("dataFactoryRepository", "https://dev.azure.com/contoso/platform/_git/platform");
    assertThat(broken(graph(settings)))
        .isEqualTo(
            Map.of(
                "MCSB DP-5 (Event Hubs)", List.of("event-hubs"),
                "MCSB IM-1 (passwords)", List.of("postgres")));
  }

  @Test
  void everyRuleAppliesToAResource() {
    Map<String, String> settings = new TreeMap<>(StackFile.withAllSystems("dev"));
    settings.put("accessMode", "public");
    settings.put("allowedCidrs", "[\"203.0.113.0/24\"]");
    settings.putAll(StackFile.optionalAccess());
    settings.put("postgresAuth", "password");
    settings.put("postgresPassword", "correct horse battery staple");
    settings.put("customerManagedKeys", "true");
    settings.put("databricksPrincipalId", "11111111-2222-3333-4444-555555555555");
    Graph graph = graph(settings);
    assertThat(RULES).allSatisfy(rule -> assertThat(rule.about(graph)).as(rule.id()).isNotEmpty());
  }

  @Test
  void theDocumentListsEveryRule() throws IOException {
    String document = Files.readString(Path.of("../docs/security.md"));
    assertThat(RULES)
        .extracting(rule -> "| %s | %s |".formatted(rule.id(), rule.states()))
        .filteredOn(row -> !document.contains(row))
        .isEmpty();
  }

  private static Graph graph(Map<String, String> settings) {
    Graph graph = Recorder.run(StackFile.source(settings));
    assertThat(graph.errors()).isEmpty();
    return graph;
  }

  private static Map<String, List<String>> broken(Graph graph) {
    Map<String, List<String>> broken = new TreeMap<>();
    for (Rule rule : RULES) {
      List<String> names = rule.broken(graph);
      if (!names.isEmpty()) {
        broken.put(rule.id(), names);
      }
    }
    return broken;
  }
}
