package io.quarterdeck.azure.stack;

import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The folders that Quarterdeck uses.
 *
 * @param home the project, which contains the datasets and the jobs' jar
 * @param state the files of this checkout: the local stack's data, rejects, the reference file
 * @param cache files that checkouts share and that can be downloaded again: unpacked binaries
 */
public record Folders(Path home, Path state, Path cache) {
  /**
   * Returns the folders that the launcher and the environment set. The project is the system
   * property {@code quarterdeck.home} (default: the working folder). The state is {@code
   * QUARTERDECK_HOME} (default: {@code .quarterdeck} in the project). The cache is {@code
   * QUARTERDECK_CACHE} (default: {@code quarterdeck} in the user's cache folder).
   */
  public static Folders current() {
    return of(
        Path.of(System.getProperty("quarterdeck.home", "")).toAbsolutePath(), System.getenv());
  }

  static Folders of(Path home, Map<String, String> environment) {
    Path state = path(environment, EnvironmentVariables.HOME).orElse(home.resolve(".quarterdeck"));
    Path caches =
        path(environment, "XDG_CACHE_HOME")
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    Path cache =
        path(environment, EnvironmentVariables.CACHE).orElse(caches.resolve("quarterdeck"));
    return new Folders(home, settled(state), settled(cache));
  }

  /**
   * Resolves links, because processes of the local stack are identified by the folder's real path.
   */
  private static Path settled(Path folder) {
    Path absolute = folder.toAbsolutePath();
    Path there = absolute;
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    try {
      return there.toRealPath().resolve(there.relativize(absolute)).normalize();
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot use the folder %s: %s; expected a readable and writable folder. "
              + "Set QUARTERDECK_HOME and QUARTERDECK_CACHE to such folders.",
          folder,
          e);
    }
  }

  private static Optional<Path> path(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank()).map(Path::of);
  }

  /** Returns the folder of dataset files. */
  public Path datasets() {
    return home.resolve("datasets");
  }

  /** Returns the folder of the SQL of the lakehouse. */
  public Path synapse() {
    return home.resolve("lakehouse/synapse");
  }

  /** Returns the jobs' jar that the build creates. */
  public Path jobJar() {
    return home.resolve("jobs/target/quarterdeck-jobs.jar");
  }

  /**
   * Returns the folder that stores the idempotency tokens of a stack's Databricks runs until the
   * runs are confirmed.
   */
  public Path runs(String stack) {
    return state.resolve("runs").resolve(stack);
  }

  /** Returns the folder of rejects files. */
  public Path rejects() {
    return state.resolve("rejects");
  }
}
