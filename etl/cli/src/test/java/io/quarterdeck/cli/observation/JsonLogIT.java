package io.quarterdeck.cli.observation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarterdeck.cli.Quarterdeck;
import io.quarterdeck.cli.Run;
import io.quarterdeck.cli.Shell;
import io.quarterdeck.contract.CorrelationId;
import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.testkit.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The log that commands append to a file, and the correlation id in the ledger. */
class JsonLogIT {
  @RegisterExtension static final TestPostgres SERVER = new TestPostgres();

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Path dataset;
  private Path log;

  @BeforeEach
  void describe() throws IOException {
    log = folder.resolve("log.jsonl");
    dataset =
        Files.writeString(
            folder.resolve("shop.yaml"),
            """
            name: shop
            table: shop.logged
            columns:
              - {name: amount, type: bigint, nullable: false}
            """);
  }

  @Test
  void aLoadLogsItsStepsWithTheCorrelationIdOfTheLedger() throws Exception {
    Run run = load("amount\n1\n2\n", "--log-file", log.toString());

    assertThat(run.error()).isEmpty();
    List<JsonNode> lines = lines();
    assertThat(lines)
        .extracting(line -> line.get("event").asText())
        .startsWith("command-started", "step-started", "phase")
        .endsWith("step-ended", "command-ended");
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line.get("correlationId").asText())
                  .isEqualTo(CorrelationId.ofProcess().text());
              assertThat(line.get("command").asText()).isEqualTo("load");
              assertThat(line.get("process").asLong()).isEqualTo(ProcessHandle.current().pid());
            });
    assertThat(lines.get(0).get("options").toString())
        .isEqualTo("[\"--dataset\",\"--force\",\"--log-file\",\"--jdbc-url\",\"--user\"]");
    JsonNode step = lines.get(lines.size() - 2);
    assertThat(step.get("outcome").asText()).isEqualTo("done");
    assertThat(step.get("message").asText()).startsWith("2 rows as load ");
    assertThat(lines.get(lines.size() - 1).get("exitCode").asInt()).isZero();
    assertThat(SERVER.rows("select correlation_id from quarterdeck.load order by id desc limit 1"))
        .containsExactly(CorrelationId.ofProcess().text());
    assertThat(Run.on(SERVER, "loads", "--json").out())
        .contains("\"correlationId\":\"" + CorrelationId.ofProcess() + "\"");
  }

  @Test
  void aRefusedLoadLogsTheErrorAndTheExitCode() throws IOException {
    Run run = load("amount\nseven\n", "--log-file", log.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    List<JsonNode> lines = lines();
    assertThat(lines)
        .extracting(line -> line.get("event").asText())
        .endsWith("step-ended", "error", "command-ended");
    assertThat(lines.get(lines.size() - 3).get("outcome").asText()).isEqualTo("ended");
    JsonNode error = lines.get(lines.size() - 2);
    assertThat(error.get("level").asText()).isEqualTo("error");
    assertThat(error.get("code").asText()).isEqualTo("failed");
    assertThat(error.get("number").asText()).matches("QD\\d{3}");
    assertThat(error.get("message").asText()).isEqualTo(run.error());
    assertThat(lines.get(lines.size() - 1).get("exitCode").asInt()).isEqualTo(1);
  }

  /** Values can be secrets, such as a password in a URL. */
  @Test
  void theLogDoesNotContainTheValuesOfOptions() throws IOException {
    load("amount\n1\n", "--log-file", log.toString());

    assertThat(Files.readString(log)).doesNotContain("jdbc:postgresql", SERVER.jdbcUrl());
  }

  @Test
  void theEnvironmentNamesTheLogAndTheCorrelationId() throws Exception {
    Path file = Files.writeString(folder.resolve("data.csv"), "amount\n5\n");
    Map<String, String> environment =
        Map.of(
            EnvironmentVariables.LOG,
            log.toString(),
            EnvironmentVariables.CORRELATION_ID,
            "build-4711");

    Run load = shell(environment, "load", file.toString(), "--force", "--json");
    Run loads = shell(environment, "loads");

    assertThat(load.out()).contains("\"correlationId\":\"build-4711\"");
    assertThat(loads.exitCode()).isZero();
    assertThat(lines()).allMatch(line -> line.get("correlationId").asText().equals("build-4711"));
    assertThat(lines())
        .filteredOn(line -> line.get("event").asText().equals("command-ended"))
        .extracting(line -> line.get("command").asText())
        .containsExactly("load", "loads");
    // The only step of loads has no result of its own.
    assertThat(lines()).noneMatch(line -> line.get("level").asText().equals("error"));
  }

  @Test
  void anInvalidCorrelationIdIsAUsageError() throws Exception {
    Run run = shell(Map.of(EnvironmentVariables.CORRELATION_ID, "a b"), "loads");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.error())
        .startsWith(
            "QUARTERDECK_CORRELATION_ID is 'a b'; expected 1 to 64 letters, digits, dots, hyphens"
                + " and underscores, of which the first is a letter or a digit");
  }

  @Test
  void aCommandWhoseLogCannotBeWrittenDoesNothing() {
    Path missing = folder.resolve("missing").resolve("log.jsonl");

    Run run = load("amount\n1\n", "--log-file", missing.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo(
            "Cannot write the log %s: No such file or directory; expected a file that can be written. Give another file with --log-file or QUARTERDECK_LOG."
                .formatted(missing));
  }

  @Test
  void anInterruptedCommandLogsTheInterruptionAsItsLastEvent() throws Exception {
    try (Shell.Started check =
        Shell.start(
            folder,
            words(),
            "check",
            "-",
            "--dataset",
            dataset.toString(),
            "--log-file",
            log.toString())) {
      check.write("amount\n1\n");
      check.await(() -> Files.exists(log) && lines().size() > 1);
      assertThat(check.terminate()).isEqualTo(143);
    }

    List<JsonNode> lines = lines();
    assertThat(lines)
        .extracting(line -> line.get("event").asText())
        .endsWith("interrupted")
        .doesNotContain("command-ended");
  }

  private Run load(String text, Object... more) {
    try {
      Path file = Files.writeString(folder.resolve("data.csv"), text);
      Object[] words = new Object[more.length + 5];
      System.arraycopy(
          new Object[] {"load", file, "--dataset", dataset, "--force"}, 0, words, 0, 5);
      System.arraycopy(more, 0, words, 5, more.length);
      return Run.on(SERVER, words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Run shell(Map<String, String> environment, String... words) throws Exception {
    String[] all = java.util.Arrays.copyOf(words, words.length + 6);
    System.arraycopy(
        new String[] {
          "--dataset", dataset.toString(), "--jdbc-url", SERVER.jdbcUrl(), "--user", "postgres"
        },
        0,
        all,
        words.length,
        6);
    return Shell.java(folder, environment, words(), all);
  }

  private static List<String> words() {
    return List.of("-cp", System.getProperty("java.class.path"), Quarterdeck.class.getName());
  }

  private List<JsonNode> lines() {
    try {
      return Files.readAllLines(log).stream().map(JsonLogIT::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
