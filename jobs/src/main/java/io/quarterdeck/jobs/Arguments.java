package io.quarterdeck.jobs;

import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.dataset.DatasetFile;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Parses the command line of a job, and collects all problems found. */
final class Arguments {
  private static final String DATASET = "--dataset";
  private static final String DATASET_FILE = "--dataset-file";

  private final Map<String, String> values = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * Parses the arguments.
   *
   * @param known the job's options, other than those for the dataset
   */
  Arguments(List<String> arguments, Set<String> known) {
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      if (!isName(name, known)) {
        problems.add("unknown argument " + name);
      } else if (i + 1 == arguments.size() || isName(arguments.get(i + 1), known)) {
        problems.add(name + " has no value");
        values.putIfAbsent(name, "");
      } else if (values.put(name, arguments.get(++i)) != null) {
        problems.add(name + " is given twice");
      }
    }
    values.values().removeIf(String::isEmpty);
  }

  /**
   * Only known names count as options: a value, such as the YAML text of a dataset, can start with
   * hyphens too.
   */
  private static boolean isName(String word, Set<String> known) {
    return known.contains(word) || word.equals(DATASET) || word.equals(DATASET_FILE);
  }

  /** Adds a problem for each missing option. */
  void require(String... names) {
    if (!values.containsKey(DATASET) && !values.containsKey(DATASET_FILE)) {
      problems.add("missing " + DATASET + " or " + DATASET_FILE);
    }
    for (String name : names) {
      if (!values.containsKey(name)) {
        problems.add("missing " + name);
      }
    }
  }

  void problem(String problem) {
    problems.add(problem);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  Optional<Path> path(String name) {
    try {
      return text(name).map(Path::of);
    } catch (InvalidPathException e) {
      problem(name + " is not a path: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Returns a supplier that reads the dataset from its text or its file. */
  Supplier<Dataset> dataset() {
    Optional<String> text = text(DATASET);
    Optional<Path> file = path(DATASET_FILE);
    return () ->
        text.map(yaml -> DatasetFile.parse(yaml, Path.of(DATASET)))
            .orElseGet(() -> DatasetFile.read(file.orElseThrow()));
  }

  String runId() {
    String id = text("--run-id").orElse("");
    if (!id.isEmpty() && !id.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      problem(
          "--run-id is '%s'; expected letters, digits, dots, hyphens and underscores"
              .formatted(id));
    }
    return id;
  }

  String jdbcUrl() {
    String url = text("--jdbc-url").orElse("");
    if (!url.isEmpty() && !url.startsWith("jdbc:postgresql://")) {
      problem(
          "--jdbc-url does not begin with jdbc:postgresql://; expected"
              + " jdbc:postgresql://HOST:PORT/DATABASE");
    }
    return DatabaseUrl.verified(url);
  }

  /** Returns a container URI of the form {@code abfs://CONTAINER@HOST}. */
  Optional<URI> container(String name) {
    return text(name).flatMap(text -> container(name, text));
  }

  private Optional<URI> container(String name, String text) {
    try {
      URI uri = new URI(text);
      boolean abfs = "abfs".equals(uri.getScheme()) || "abfss".equals(uri.getScheme());
      if (abfs && uri.getUserInfo() != null && uri.getHost() != null && uri.getPath().isEmpty()) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException e) {
      // Reported below.
    }
    problem(
        "%s is '%s'; expected abfs://CONTAINER@ACCOUNT.dfs.core.windows.net".formatted(name, text));
    return Optional.empty();
  }

  /**
   * Checks that no problem was found.
   *
   * @param what the job, as named after "Cannot run"
   */
  void check(String what) throws Invalid {
    if (!problems.isEmpty()) {
      throw new Invalid(what, problems);
    }
  }

  /** Thrown for an invalid command line. The message has a line for each problem. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(String what, List<String> problems) {
      super(
          "Cannot run %s: found %d problem%s in its arguments:%n  %s"
              .formatted(
                  what,
                  problems.size(),
                  problems.size() == 1 ? "" : "s",
                  String.join(System.lineSeparator() + "  ", problems)));
    }
  }
}
