package io.quarterdeck.e2e.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks that each Pulumi command in messages and in the documentation names its stack. Without
 * {@code --stack}, Pulumi uses the stack that is selected.
 */
class PrintedCommandsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final String LITERAL = "\"(?:[^\"\\\\\\n]|\\\\.)*\"";

  /** A string, or strings and expressions that plus signs join. */
  private static final Pattern STRINGS =
      Pattern.compile(
          "\"\"\".*?\"\"\"|" + LITERAL + "(?:\\s*\\+\\s*(?:" + LITERAL + "|[\\w.()]+))*",
          Pattern.DOTALL);

  private static final Pattern JOINED =
      Pattern.compile("\"\\s*\\+\\s*\"|\"\\s*\\+\\s*[\\w.()]+(?:\\s*\\+\\s*\")?");

  private static final Pattern COMMENT =
      Pattern.compile("/\\*.*?\\*/|^\\s*//[^\\n]*", Pattern.DOTALL | Pattern.MULTILINE);

  /** A command that uses a stack, up to the end of the command in its sentence or line. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "pulumi (?:up|preview|refresh|destroy|import|cancel|config|state"
              + "|stack (?:output|history|export|import|--show-urns))\\b"
              + "(?:(?!pulumi |[.;,)]\\s| && | \\|\\| |\\n|`).)*");

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```sh\\n(.*?)^```|^ {4,}(pulumi .*?)$");

  @Test
  void messagesNameTheStack() throws IOException {
    List<String> commands = new ArrayList<>();
    for (String module : List.of("infra", "etl/loader", "etl/azure", "etl/cli", "jobs", "local")) {
      commands.addAll(
          commands(ROOT.resolve(module + "/src/main"), ".java", PrintedCommandsTest::messages));
    }
    assertThat(commands).hasSizeGreaterThan(10).allMatch(line -> line.contains(" --stack "));
  }

  @Test
  void commandsInTheDocumentationNameTheStack() throws IOException {
    List<String> commands = new ArrayList<>(commands(ROOT.resolve("docs"), ".md", this::blocks));
    commands.addAll(commands(ROOT.resolve("README.md"), ".md", this::blocks));
    assertThat(commands).hasSizeGreaterThan(20).allMatch(line -> line.contains(" --stack "));
  }

  private static List<String> commands(Path folder, String ending, Function<String, String> texts)
      throws IOException {
    List<String> commands = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (file.toString().endsWith(ending)) {
          COMMAND
              .matcher(texts.apply(Files.readString(file)))
              .results()
              .map(found -> ROOT.relativize(file) + ": " + found.group())
              .forEach(commands::add);
        }
      }
    }
    return commands;
  }

  /** Returns the strings of a source file, one per line, with X for each expression. */
  private static String messages(String source) {
    return lines(
        STRINGS
            .matcher(COMMENT.matcher(source).replaceAll(""))
            .results()
            .map(MatchResult::group)
            .map(
                found ->
                    JOINED
                        .matcher(found)
                        .replaceAll(join -> join.group().matches("\"\\s*\\+\\s*\"") ? "" : "X")));
  }

  private String blocks(String page) {
    return lines(
        BLOCK
            .matcher(page)
            .results()
            .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
            // The comment at the end of the line.
            .map(block -> block.replaceAll("(?m) +# .*$", "")));
  }

  private static String lines(Stream<String> texts) {
    return String.join("\n", texts.toList());
  }
}
