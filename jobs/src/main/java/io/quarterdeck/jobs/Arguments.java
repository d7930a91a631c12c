package io.quarterdeck.jobs;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The command line of the export job.
 *
 * @param datasetFile the dataset file
 * @param jdbcUrl the database, without credentials
 * @param user the role that signs in there
 * @param curated the curated container, as {@code abfs://CONTAINER@HOST}
 * @param runId the run's id: letters, digits, dots, hyphens and underscores
 * @param result where the result is written, if anywhere
 * @param settings settings of Spark and of Hadoop's file systems
 */
record Arguments(
    Path datasetFile,
    String jdbcUrl,
    String user,
    URI curated,
    String runId,
    Optional<Path> result,
    Map<String, String> settings) {
  private static final Set<String> REQUIRED =
      new TreeSet<>(Set.of("--dataset-file", "--jdbc-url", "--user", "--curated", "--run-id"));
  private static final Set<String> OPTIONAL = Set.of("--result", "--conf-file");

  /**
   * Reads the command line.
   *
   * @throws Invalid with all that is wrong
   */
  static Arguments parse(List<String> words) throws Invalid {
    List<String> problems = new ArrayList<>();
    Map<String, String> values = values(words, problems);
    for (String name : REQUIRED) {
      if (!values.containsKey(name)) {
        problems.add("missing " + name);
      }
    }
    Optional<URI> curated =
        Optional.ofNullable(values.get("--curated")).flatMap(text -> curated(text, problems));
    Optional.ofNullable(values.get("--run-id"))
        .filter(id -> !id.matches("[A-Za-z0-9][A-Za-z0-9._-]*"))
        .ifPresent(
            id ->
                problems.add(
                    "--run-id is '%s'; expected letters, digits, dots, hyphens and underscores"
                        .formatted(id)));
    Optional.ofNullable(values.get("--jdbc-url"))
        .filter(url -> !url.startsWith("jdbc:postgresql://"))
        .ifPresent(
            url ->
                problems.add(
                    "--jdbc-url does not begin with jdbc:postgresql://; expected"
                        + " jdbc:postgresql://HOST:PORT/DATABASE"));
    Optional<Path> dataset = path(values, "--dataset-file", problems);
    Optional<Path> result = path(values, "--result", problems);
    Map<String, String> settings =
        path(values, "--conf-file", problems)
            .map(file -> settings(file, problems))
            .orElse(Map.of());
    if (!problems.isEmpty()) {
      throw new Invalid(problems);
    }
    return new Arguments(
        dataset.orElseThrow(),
        values.get("--jdbc-url"),
        values.get("--user"),
        curated.orElseThrow(),
        values.get("--run-id"),
        result,
        settings);
  }

  private static Map<String, String> values(List<String> words, List<String> problems) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < words.size(); i++) {
      String name = words.get(i);
      if (!REQUIRED.contains(name) && !OPTIONAL.contains(name)) {
        problems.add("unknown argument " + name);
      } else if (i + 1 == words.size() || words.get(i + 1).startsWith("--")) {
        problems.add(name + " has no value");
        values.putIfAbsent(name, "");
      } else if (values.put(name, words.get(++i)) != null) {
        problems.add(name + " is given twice");
      }
    }
    values.values().removeIf(String::isEmpty);
    return values;
  }

  private static Optional<URI> curated(String text, List<String> problems) {
    try {
      URI uri = new URI(text);
      boolean abfs = "abfs".equals(uri.getScheme()) || "abfss".equals(uri.getScheme());
      if (abfs && uri.getUserInfo() != null && uri.getHost() != null && uri.getPath().isEmpty()) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException e) {
      // Said below, with what was expected.
    }
    problems.add(
        "--curated is '%s'; expected abfs://CONTAINER@ACCOUNT.dfs.core.windows.net"
            .formatted(text));
    return Optional.empty();
  }

  private static Optional<Path> path(
      Map<String, String> values, String name, List<String> problems) {
    try {
      return Optional.ofNullable(values.get(name)).map(Path::of);
    } catch (InvalidPathException e) {
      problems.add(name + " is not a path: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Map<String, String> settings(Path file, List<String> problems) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      problems.add("--conf-file cannot be read: " + e);
      return Map.of();
    }
    Map<String, String> settings = new HashMap<>();
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      if (key.startsWith("spark.") || key.startsWith("fs.")) {
        settings.put(key, properties.getProperty(key).strip());
      } else {
        problems.add("--conf-file has '" + key + "'; expected keys that begin with spark. or fs.");
      }
    }
    return Map.copyOf(settings);
  }

  /** A command line that cannot be run; the message has a line for each problem. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(List<String> problems) {
      super(
          "Cannot run the export: found %d problem%s in its arguments:%n  %s"
              .formatted(
                  problems.size(),
                  problems.size() == 1 ? "" : "s",
                  String.join(System.lineSeparator() + "  ", problems)));
    }
  }
}
