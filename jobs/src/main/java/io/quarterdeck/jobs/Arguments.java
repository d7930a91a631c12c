package io.quarterdeck.jobs;

import io.quarterdeck.contract.JobFlag;
import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.DatasetFile;
import io.quarterdeck.loader.postgres.PostgresUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Parses the command line of a job, and collects all problems found. */
final class Arguments {
  private final Map<JobFlag, String> values = new EnumMap<>(JobFlag.class);
  private final List<String> problems = new ArrayList<>();

  /** Parses the arguments of a program. */
  Arguments(List<String> arguments, JobProgram program) {
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      Optional<JobFlag> flag = flag(name, program);
      if (flag.isEmpty()) {
        problems.add("unknown argument " + name);
      } else if (i + 1 == arguments.size() || flag(arguments.get(i + 1), program).isPresent()) {
        problems.add(name + " has no value");
        values.putIfAbsent(flag.get(), "");
      } else if (values.put(flag.get(), arguments.get(++i)) != null) {
        problems.add(name + " is given twice");
      }
    }
    values.values().removeIf(String::isEmpty);
  }

  /**
   * Only the program's flags count as flags: a value, such as the YAML text of a dataset, can start
   * with hyphens too.
   */
  private static Optional<JobFlag> flag(String word, JobProgram program) {
    return program.flags().stream().filter(flag -> flag.flag().equals(word)).findFirst();
  }

  /** Adds a problem for each missing flag. */
  void require(JobFlag... flags) {
    if (!values.containsKey(JobFlag.DATASET) && !values.containsKey(JobFlag.DATASET_FILE)) {
      problems.add("missing --dataset or --dataset-file");
    }
    for (JobFlag flag : flags) {
      if (!values.containsKey(flag)) {
        problems.add("missing " + flag.flag());
      }
    }
  }

  void problem(String problem) {
    problems.add(problem);
  }

  Optional<String> text(JobFlag flag) {
    return Optional.ofNullable(values.get(flag));
  }

  Optional<Path> path(JobFlag flag) {
    try {
      return text(flag).map(Path::of);
    } catch (InvalidPathException e) {
      problem(flag.flag() + " is not a path: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Returns a supplier that reads the dataset from its text or its file. */
  Supplier<Dataset> dataset() {
    Optional<String> text = text(JobFlag.DATASET);
    Optional<Path> file = path(JobFlag.DATASET_FILE);
    return () ->
        text.map(yaml -> DatasetFile.parse(yaml, Path.of(JobFlag.DATASET.flag())))
            .orElseGet(() -> DatasetFile.read(file.orElseThrow()));
  }

  String runId() {
    String id = text(JobFlag.RUN_ID).orElse("");
    if (!id.isEmpty() && !id.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      problem(
          "--run-id is '%s'; expected letters, digits, dots, hyphens and underscores"
              .formatted(id));
    }
    return id;
  }

  String jdbcUrl() {
    String url = text(JobFlag.JDBC_URL).orElse("");
    if (!url.isEmpty() && !url.startsWith(PostgresUrl.PREFIX)) {
      problem(
          "--jdbc-url does not begin with jdbc:postgresql://; expected"
              + " jdbc:postgresql://HOST:PORT/DATABASE");
    }
    return PostgresUrl.withJavaTrustStore(url);
  }

  /** Returns a container URI of the form {@code abfs://CONTAINER@HOST}. */
  Optional<URI> container(JobFlag flag) {
    return text(flag).flatMap(text -> container(flag, text));
  }

  private Optional<URI> container(JobFlag flag, String text) {
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
        "%s is '%s'; expected abfs://CONTAINER@ACCOUNT.dfs.core.windows.net"
            .formatted(flag.flag(), text));
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
