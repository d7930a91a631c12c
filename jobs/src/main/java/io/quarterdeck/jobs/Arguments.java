package io.quarterdeck.jobs;

import io.quarterdeck.contract.CorrelationId;
import io.quarterdeck.contract.Days;
import io.quarterdeck.contract.JobFlag;
import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.contract.RestorePlan;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.DatasetFile;
import io.quarterdeck.loader.dataset.LakeDataset;
import io.quarterdeck.loader.dataset.LakeDatasetFile;
import io.quarterdeck.loader.postgres.PostgresUrl;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Parses the command line of a job, and collects all problems found. */
final class Arguments {
  private final Map<JobFlag, String> values = new EnumMap<>(JobFlag.class);
  private final List<String> problems = new ArrayList<>();
  private final JobProgram program;

  /** Parses the arguments of a program. */
  Arguments(List<String> arguments, JobProgram program) {
    this.program = program;
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

  /** Adds a problem for each missing flag, and for a missing dataset if the program needs one. */
  void require(JobFlag... flags) {
    if (program.flags().contains(JobFlag.DATASET)
        && !values.containsKey(JobFlag.DATASET)
        && !values.containsKey(JobFlag.DATASET_FILE)) {
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
    return dataset(DatasetFile::parse, DatasetFile::read);
  }

  /** Returns a supplier that reads the dataset of the lakehouse from its text or its file. */
  Supplier<LakeDataset> lakeDataset() {
    return dataset(LakeDatasetFile::parse, LakeDatasetFile::read);
  }

  private <T> Supplier<T> dataset(BiFunction<String, Path, T> parse, Function<Path, T> read) {
    Optional<String> text = text(JobFlag.DATASET);
    Optional<Path> file = path(JobFlag.DATASET_FILE);
    return () ->
        text.map(yaml -> parse.apply(yaml, Path.of(JobFlag.DATASET.flag())))
            .orElseGet(() -> read.apply(file.orElseThrow()));
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

  /**
   * Returns the correlation id, or that of the run if no command started the run.
   *
   * @param runId the valid id of the run; otherwise, a problem is already known
   */
  Optional<CorrelationId> correlation(String runId) {
    try {
      return text(JobFlag.CORRELATION_ID)
          .map(CorrelationId::new)
          .or(() -> Optional.of(runId).filter(id -> !id.isEmpty()).map(CorrelationId::ofRun));
    } catch (IllegalArgumentException e) {
      problem(JobFlag.CORRELATION_ID.flag() + " is " + e.getMessage());
      return Optional.empty();
    }
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

  /** Returns a location of the form {@code abfs://CONTAINER@HOST/PATH}. */
  Optional<String> location(JobFlag flag) {
    Optional<String> text = text(flag);
    if (text.isPresent() && !text.get().matches("abfss?://[^/@]+@[^/@]+/.+")) {
      problem(
          "%s is '%s'; expected abfs://CONTAINER@ACCOUNT.dfs.core.windows.net/PATH"
              .formatted(flag.flag(), text.get()));
      return Optional.empty();
    }
    return text;
  }

  /**
   * Returns days of the form {@code 2026-11-29,2026-11-30}; empty if the flag is missing, or if it
   * is {@link Days#NEWEST} and the program permits this.
   */
  Optional<Days> days() {
    if (program == JobProgram.INGEST && text(JobFlag.DAY).filter(Days.NEWEST::equals).isPresent()) {
      return Optional.empty();
    }
    try {
      return text(JobFlag.DAY).map(Days::parse);
    } catch (IllegalArgumentException e) {
      problem(JobFlag.DAY.flag() + " is " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Returns the tables and versions that are restored; empty if the flag is missing. */
  Optional<RestorePlan> restorePlan() {
    try {
      return text(JobFlag.PLAN).map(RestorePlan::parse);
    } catch (IllegalArgumentException e) {
      problem(JobFlag.PLAN.flag() + " is " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Returns one of several values, or the default if the flag is missing. */
  <T> T choice(JobFlag flag, T missing, Function<String, Optional<T>> values, String expected) {
    Optional<String> text = text(flag);
    Optional<T> value = text.flatMap(values);
    if (text.isPresent() && value.isEmpty()) {
      problem("%s is '%s'; expected %s".formatted(flag.flag(), text.get(), expected));
    }
    return value.orElse(missing);
  }

  /** Returns a time of the form {@code 2026-11-30T10:00:00Z}. */
  Optional<Instant> instant(JobFlag flag) {
    try {
      return text(flag).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
    } catch (DateTimeParseException e) {
      problem(
          "%s is '%s'; expected a time such as 2026-11-30T10:00:00Z"
              .formatted(flag.flag(), text(flag).orElse("")));
      return Optional.empty();
    }
  }

  /** Returns a whole number in a range, or the default if the flag is missing. */
  long number(JobFlag flag, long missing, long least, long most) {
    Optional<String> text = text(flag);
    if (text.isEmpty()) {
      return missing;
    }
    try {
      long number = Long.parseLong(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    problem(
        "%s is '%s'; expected a whole number from %d to %d"
            .formatted(flag.flag(), text.get(), least, most));
    return missing;
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
   * Returns the settings of Spark and of Hadoop file systems in the file of {@code --conf-file}.
   */
  Map<String, String> settings() {
    return path(JobFlag.CONF_FILE).map(this::settings).orElse(Map.of());
  }

  /** Returns the values of settings that are secrets. */
  static List<String> secrets(Map<String, String> settings) {
    return settings.entrySet().stream()
        .filter(
            each ->
                each.getKey().startsWith("fs.")
                    && each.getKey().matches(".*(key|secret|password|token|sas).*"))
        .map(Map.Entry::getValue)
        .toList();
  }

  private Map<String, String> settings(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      problem("--conf-file cannot be read: " + e);
      return Map.of();
    }
    Map<String, String> settings = new HashMap<>();
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      if (key.startsWith("spark.") || key.startsWith("fs.")) {
        settings.put(key, properties.getProperty(key).strip());
      } else {
        problem("--conf-file has '" + key + "'; expected keys that begin with spark. or fs.");
      }
    }
    return settings;
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
