package io.quarterdeck.loader.yaml;

import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The text of a YAML file.
 *
 * @param file the file, for messages
 * @param kind what the file is, for messages, as in {@code dataset file}
 */
public record YamlDocument(String text, Path file, String kind) {
  /**
   * Parses the document.
   *
   * @param expected the content that an empty document lacks, for messages
   * @param reader converts the document. It records problems and returns an empty result if the
   *     document is invalid
   * @throws Failure if the document is invalid; the message lists all problems with their lines
   */
  public <T> T parse(String expected, Function<YamlValue, Optional<T>> reader) {
    YamlProblems problems = new YamlProblems(file, kind);
    Optional<T> result =
        compose(expected, problems)
            .flatMap(node -> reader.apply(new YamlValue(problems, "", node)));
    if (result.isEmpty() || !problems.isEmpty()) {
      throw problems.failure();
    }
    return result.get();
  }

  private Optional<Node> compose(String expected, YamlProblems problems) {
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
      Optional<Node> node = new Compose(settings).composeString(text);
      if (node.isEmpty()) {
        problems.add(1, "found an empty file; expected " + expected);
      }
      return node;
    } catch (MarkedYamlEngineException invalid) {
      int line = invalid.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      problems.add(line, "found invalid YAML (" + invalid.getProblem() + "); expected valid YAML");
      return Optional.empty();
    } catch (YamlEngineException invalid) {
      String cause = invalid.getMessage().lines().findFirst().orElse("");
      problems.add(1, "found invalid YAML (" + cause + "); expected valid YAML");
      return Optional.empty();
    }
  }
}
