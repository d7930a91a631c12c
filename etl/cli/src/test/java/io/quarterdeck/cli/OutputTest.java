package io.quarterdeck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Tests what all commands share: options, the JSON object, and the format of errors. */
class OutputTest {
  private static final String DATASET =
      """
      name: shop
      table: shop.sales
      columns:
        - {name: amount, type: bigint, nullable: false}
      """;

  @TempDir private Path folder;

  static Stream<String> commands() {
    return names(Quarterdeck.commandLine(), "");
  }

  private static Stream<String> names(CommandLine command, String before) {
    return command.getSubcommands().entrySet().stream()
        .flatMap(
            each -> {
              String name = (before + " " + each.getKey()).strip();
              return Stream.concat(Stream.of(name), names(each.getValue(), name));
            });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aWrongOptionIsOneJsonObjectAndTwoLines(String command) throws IOException {
    String[] words = (command + " --nosuch --json --quiet --color=never").split(" ");

    Run run = Run.of(words);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.error().lines())
        .containsExactly(
            "Unknown option '--nosuch' for quarterdeck " + command + ".",
            "Run ./quarterdeck " + command + " --help for help.");
    assertThat(object(run.out()))
        .containsEntry("error.code", "usage")
        .containsEntry(
            "error.message", "Unknown option '--nosuch' for quarterdeck " + command + ".")
        .containsEntry("error.hint", "Run ./quarterdeck " + command + " --help for help.")
        .containsEntry("error.rejectsFile", null);
  }

  @Test
  void aMistypedCommandOrOptionIsAnsweredWithTheNearestOne() {
    assertThat(Run.of("laod", "x.csv").error())
        .startsWith("Unknown command 'laod' for quarterdeck. Did you mean 'load'?");
    assertThat(Run.of("load", "x.csv", "--datset", "shop").error())
        .startsWith("Unknown option '--datset' for quarterdeck load. Did you mean '--dataset'?");
    assertThat(Run.of("ci", "reveiw").error())
        .startsWith("Unknown command 'reveiw' for quarterdeck ci. Did you mean 'review'?");
  }

  @Test
  void renamedCommandsAndOptionsNameTheCommandThatReplacesThem() {
    Run pipeline = Run.of("pipeline", "review", "dev=preview.json");
    assertThat(pipeline.exitCode()).isEqualTo(2);
    assertThat(pipeline.error())
        .startsWith(
            "'quarterdeck pipeline' is now 'quarterdeck ci'. Run ./quarterdeck ci instead.");
    Run load = Run.of("load", "--from-rejects", "rejects.csv", "--dataset", "shop");
    assertThat(load.exitCode()).isEqualTo(2);
    assertThat(load.error())
        .startsWith(
            "'quarterdeck load --from-rejects' is now 'quarterdeck load-rejects'. Run"
                + " ./quarterdeck load-rejects instead.");
  }

  @Test
  void aRefusedFileIsOneJsonObjectWithItsRejects() throws Exception {
    Run run = check("amount\n1\nx\n", "--json");

    assertThat(run.exitCode()).isEqualTo(1);
    Map<String, String> object = object(run.out());
    assertThat(object).containsEntry("error.code", "failed");
    assertThat(object.get("error.number")).matches("QD\\d{3}");
    assertThat(object.get("error.message")).startsWith("Cannot accept ").contains("; expected ");
    assertThat(object.get("error.hint")).contains("--max-rejects");
    assertThat(Path.of(object.get("error.rejectsFile"))).isRegularFile();
    assertThat(run.error().lines()).last(STRING).startsWith("Cannot accept ");
  }

  @Test
  void aResultIsOneJsonObject() throws Exception {
    Run run = check("amount\n1\n", "--json", "--quiet");

    assertThat(run.exitCode()).as(run.error()).isZero();
    assertThat(object(run.out())).containsEntry("rowsRead", "1").containsEntry("status", "checked");
    assertThat(run.error()).isEmpty();
  }

  @Test
  void withoutATerminalAStepIsOneLineAndVerboseHasItsPhases() throws Exception {
    assertThat(check("amount\n1\n").error()).matches("✓ check {7}1 rows {4}\\d+\\.\\d s");
    assertThat(check("amount\n1\nx\n").error().lines().findFirst())
        .hasValueSatisfying(line -> assertThat(line).matches("✗ check {7}2 rows {4}\\d+\\.\\d s"));
    assertThat(check("amount\n1\n", "--quiet").error()).isEmpty();
    assertThat(check("amount\n1\n", "--verbose").error().lines().findFirst())
        .contains("check: checking rows");
  }

  @Test
  void coloursAreAsAskedAndNotInAFile() throws Exception {
    assertThat(check("amount\n1\n").error()).doesNotContain("\u001b[");
    assertThat(check("amount\n1\n", "--color=always").error()).contains("\u001b[32m");
  }

  @Test
  void quietAndVerboseExcludeEachOther() {
    Run run = Run.of("check", "x.csv", "--quiet", "--verbose");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.error()).startsWith("--quiet and --verbose exclude each other");
  }

  @Test
  void rowsOnStandardOutputLeaveNoPlaceForJson() throws Exception {
    Run run = Run.of("generate", "--rows", "1", "--out", "-", "--json");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(object(run.out())).containsEntry("error.code", "usage");
  }

  /** Runs in its own JVM, because progress goes to the process's standard error. */
  private Run check(String rows, String... more) throws Exception {
    Path dataset = Files.writeString(folder.resolve("shop.yaml"), DATASET);
    Path file = Files.writeString(folder.resolve("shop.csv"), rows);
    return Shell.java(
        folder,
        Map.of("QUARTERDECK_HOME", folder.toString()),
        // As the launcher has it: UTF-8 whatever the locale is.
        List.of(
            "-Dstderr.encoding=UTF-8",
            "-Dsun.stderr.encoding=UTF-8",
            "-cp",
            System.getProperty("java.class.path"),
            Quarterdeck.class.getName()),
        Stream.concat(
                Stream.of("check", file.toString(), "--dataset", dataset.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  /** Returns the scalars of the JSON object by path. */
  private static Map<String, String> object(String text) throws IOException {
    Map<String, String> fields = new TreeMap<>();
    try (JsonParser json = new JsonFactory().createParser(text)) {
      assertThat(json.nextToken()).as(text).isEqualTo(JsonToken.START_OBJECT);
      while (!(json.nextToken() == JsonToken.END_OBJECT && json.getParsingContext().inRoot())) {
        if (json.currentToken().isScalarValue()) {
          fields.put(
              json.getParsingContext().pathAsPointer().toString().substring(1).replace('/', '.'),
              json.currentToken() == JsonToken.VALUE_NULL ? null : json.getText());
        }
      }
      assertThat(json.nextToken()).as("something after the object").isNull();
    }
    assertThat(text.lines()).hasSize(1);
    return fields;
  }
}
