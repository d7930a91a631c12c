package io.quarterdeck.infra.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.infra.graph.Graph;
import io.quarterdeck.infra.graph.Node;
import io.quarterdeck.infra.graph.Recorder;
import io.quarterdeck.infra.graph.StackFile;
import io.quarterdeck.infra.graph.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static final String PASSWORD = "correct horse battery staple";

  private static Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>(StackFile.read("dev"));
    settings.put("postgresAuth", "password");
    settings.put("postgresPassword", PASSWORD);
    return settings;
  }

  @Test
  void onlyTheServerAndTheVaultReceiveThePassword() {
    Graph graph = Recorder.run(StackFile.source(settings()));
    assertThat(graph.errors()).isEmpty();
    List<String> holders =
        graph.nodes().stream()
            .filter(node -> node.inputs().toString().contains(PASSWORD))
            .map(Node::name)
            .toList();
    assertThat(holders).containsExactly("postgres", "postgres-password");
    assertThat(graph.outputs().toString()).doesNotContain(PASSWORD);
  }

  @Test
  void onlyTheVaultReceivesThePasswordOfTheSourceDatabase() {
    Map<String, String> settings = StackFile.withAllSystems("dev");
    settings.put("sourcePostgresPassword", PASSWORD);
    Graph graph = Recorder.run(StackFile.source(settings));
    assertThat(graph.errors()).isEmpty();
    assertThat(graph.nodes())
        .filteredOn(node -> node.inputs().toString().contains(PASSWORD))
        .extracting(Node::name)
        .containsExactly("source-postgres-password");
    assertThat(graph.outputs().toString()).doesNotContain(PASSWORD);
  }

  @Test
  void withoutAPasswordInTheSettingsOnlyTheServerReceivesAGeneratedOne() {
    Graph graph = Recorder.run(StackFile.source(StackFile.read("prod")));
    String password = password(graph);
    assertThat(password).hasSizeBetween(40, 128).matches("(?s)(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9]).*");
    assertThat(graph.ofType("keyvault:Secret")).isEmpty();
    assertThat(graph.nodes())
        .filteredOn(node -> node.inputs().toString().contains(password))
        .extracting(Node::name)
        .containsExactly("postgres");
    assertThat(graph.outputs().toString()).doesNotContain(password);
  }

  @Test
  void eachRunGeneratesAnotherPasswordWhichTheStateIgnores() {
    Graph first = Recorder.run(StackFile.source(StackFile.read("prod")));
    Graph second = Recorder.run(StackFile.source(StackFile.read("prod")));
    assertThat(password(first)).isNotEqualTo(password(second));
    assertThat(first.resource("postgres").ignoreChanges()).contains("administratorLoginPassword");
  }

  private static String password(Graph graph) {
    return String.valueOf(Values.at(graph.resource("postgres"), "administratorLoginPassword"));
  }

  @Test
  void refusesAPasswordInClearText() {
    assertThat(Recorder.run(StackFile.source(settings(), Set.of())).errors())
        .singleElement()
        .asString()
        .endsWith(
            "\n"
                + "Cannot use the setting postgresPassword: found a value in clear text; expected a"
                + " secret, encrypted in the stack's file. Run: pulumi config set --secret"
                + " quarterdeck:postgresPassword --stack test");
  }
}
