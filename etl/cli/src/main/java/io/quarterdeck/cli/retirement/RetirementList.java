package io.quarterdeck.cli.retirement;

import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the list of retirements. The comment at its beginning describes the format. */
public final class RetirementList {
  private RetirementList() {}

  /** Returns the list of a checkout or of an unpacked release. */
  public static Path file(Path project) {
    return project.resolve("docs").resolve("azure-retirements.yaml");
  }

  /**
   * Reads a list.
   *
   * @throws Failure if the file cannot be read, or is invalid; the message lists all problems with
   *     their lines
   */
  public static List<Retirement> read(Path file) {
    ListProblems problems = new ListProblems(file);
    List<Retirement> retirements = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Node node : entries(text(file), file, problems)) {
      Optional<Retirement> entry = RetirementEntry.read(new ListValue(problems, "", node));
      entry.ifPresent(retirements::add);
      if (entry.isPresent() && !ids.add(entry.get().id())) {
        String again = "found the id '" + entry.get().id() + "' again; expected another";
        problems.add(node, "id", again);
      }
    }
    if (!problems.isEmpty()) {
      throw problems.failure();
    }
    return List.copyOf(retirements);
  }

  private static List<Node> entries(String text, Path file, ListProblems problems) {
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
      Optional<Node> document = new Compose(settings).composeString(text);
      if (document.isPresent() && document.get() instanceof SequenceNode entries) {
        return entries.getValue();
      }
      problems.add(1, "found no list; expected a list of retirements");
    } catch (MarkedYamlEngineException invalid) {
      int line = invalid.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      problems.add(line, "found invalid YAML (" + invalid.getProblem() + "); expected valid YAML");
    } catch (YamlEngineException invalid) {
      String cause = invalid.getMessage().lines().findFirst().orElse("");
      problems.add(1, "found invalid YAML (" + cause + "); expected valid YAML");
    }
    return List.of();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException none) {
      throw Failure.causedBy(
          none,
          "Cannot read the list of retirements: found no %s; expected docs/azure-retirements.yaml of"
              + " the project. Restore it, or name another file with --list.",
          file);
    } catch (IOException unreadable) {
      throw Failure.causedBy(
          unreadable,
          "Cannot read the list of retirements %s: found %s; expected a readable file. Check its"
              + " permissions and its encoding, which must be UTF-8.",
          file,
          unreadable);
    }
  }
}
