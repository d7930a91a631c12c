package io.quarterdeck.etl.stack;

import io.quarterdeck.etl.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The folders that Quarterdeck works in.
 *
 * @param home the project: datasets, the jobs' jar
 * @param state what belongs to this checkout: the local stack's data, rejects, the reference file
 * @param cache what any checkout can share and anybody can fetch again: unpacked binaries
 */
public record Folders(Path home, Path state, Path cache) {
  /**
   * The folders as the launcher and the environment say: {@code quarterdeck.home} is the project
   * (else the working folder), {@code QUARTERDECK_HOME} the state (else {@code .quarterdeck} in the
   * project), {@code QUARTERDECK_CACHE} the cache (else {@code quarterdeck} in the user's cache
   * folder).
   */
  public static Folders current() {
    return of(
        Path.of(System.getProperty("quarterdeck.home", "")).toAbsolutePath(), System.getenv());
  }

  static Folders of(Path home, Map<String, String> environment) {
    Path state = path(environment, "QUARTERDECK_HOME").orElse(home.resolve(".quarterdeck"));
    Path caches =
        path(environment, "XDG_CACHE_HOME")
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    Path cache = path(environment, "QUARTERDECK_CACHE").orElse(caches.resolve("quarterdeck"));
    return new Folders(home, settled(state), settled(cache));
  }

  /** One name for one folder, links followed: what runs for a folder is found by the name. */
  private static Path settled(Path folder) {
    Path absolute = folder.toAbsolutePath();
    Path there = absolute;
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    try {
      return there.toRealPath().resolve(there.relativize(absolute)).normalize();
    } catch (IOException e) {
      throw new Failure(
          "Cannot use the folder "
              + folder
              + ": "
              + e
              + "; expected one that can be read and written to. Set QUARTERDECK_HOME and"
              + " QUARTERDECK_CACHE to such folders.",
          e);
    }
  }

  private static Optional<Path> path(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank()).map(Path::of);
  }

  /** Where dataset files lie. */
  public Path datasets() {
    return home.resolve("datasets");
  }

  /** Where the build leaves the jobs' jar. */
  public Path jobJar() {
    return home.resolve("jobs/target/quarterdeck-jobs-0.1.0-SNAPSHOT.jar");
  }

  /** Where the tokens of a stack's runs on Databricks are kept until they are answered. */
  public Path runs(String stack) {
    return state.resolve("runs").resolve(stack);
  }

  /** Where files of rejects are made. */
  public Path rejects() {
    return state.resolve("rejects");
  }
}
