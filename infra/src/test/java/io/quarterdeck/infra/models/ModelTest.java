package io.quarterdeck.infra.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.infra.graph.Graph;
import io.quarterdeck.infra.graph.Node;
import io.quarterdeck.infra.graph.Recorder;
import io.quarterdeck.infra.graph.StackFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Checks that Microsoft's models accept the request of every resource. */
class ModelTest {
  @Test
  void everyRequestOfProdIsAcceptedByItsModel() {
    accepts(StackFile.withAllSystems("prod"));
  }

  @Test
  void everyRequestOfDevIsAcceptedByItsModel() {
    accepts(StackFile.withAllSystems("dev"));
  }

  @Test
  void everyRequestWithAllOptionalPartsIsAcceptedByItsModel() {
    accepts(StackFile.withAllSystems("dev"), everything(), StackFile.optionalAccess());
  }

  /** Returns settings with which the program creates every type of resource. */
  static Map<String, String> everything() {
    return Map.ofEntries(
        Map.entry("accessMode", "public"),
        Map.entry("allowedCidrs", "[\"203.0.113.0/24\",\"198.51.100.9/32\"]"),
        Map.entry("clientCidrs", "[\"192.168.0.0/16\"]"),
        Map.entry(
            "clientNetworkIds",
            "[\"/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-hub"
                + "/providers/Microsoft.Network/virtualNetworks/vnet-hub\"]"),
        Map.entry("networkWatcher", "create"),
        Map.entry("postgresAuth", "password"),
        Map.entry("postgresPassword", "correct horse battery staple"),
        Map.entry("dataFactoryRepository", "https://dev.azure.com/contoso/platform/_git/platform"),
        Map.entry("sourcePostgresPassword", "correct horse battery staple"),
        Map.entry("operatorsGroupId", "11111111-2222-3333-4444-555555555555"),
        Map.entry("operatorsGroupName", "data-operators"),
        Map.entry("federatedIssuer", "https://login.microsoftonline.com/tenant/v2.0"),
        Map.entry("federatedSubject", "sc://organisation/project/connection"));
  }

  @Test
  void theRepositoryOnGitHubIsAcceptedByItsModel() {
    accepts(
        StackFile.withAllSystems("dev"),
        Map.of("dataFactoryRepository", "https://github.com/contoso/platform"));
  }

  @SafeVarargs
  private static void accepts(Map<String, String>... layers) {
    Map<String, String> settings = new TreeMap<>();
    for (Map<String, String> layer : layers) {
      settings.putAll(layer);
    }
    Graph graph = Recorder.run(StackFile.source(settings));
    assertThat(graph.errors()).isEmpty();
    assertThat(graph.resources()).hasSizeGreaterThan(60);
    Map<String, List<String>> refused = new TreeMap<>();
    for (Node node : graph.resources()) {
      List<String> findings = findings(node);
      if (!findings.isEmpty()) {
        refused.put(node.name(), findings);
      }
    }
    assertThat(refused).isEmpty();
  }

  static List<String> findings(Node node) {
    ArmRequest request = ArmRequest.of(node.type(), node.inputs(), Recorder.SUBSCRIPTION);
    return Models.of(node.token()).findings(request);
  }
}
