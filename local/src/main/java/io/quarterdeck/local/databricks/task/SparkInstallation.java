package io.quarterdeck.local.databricks.task;

import io.quarterdeck.local.files.CodeLocation;
import io.quarterdeck.local.spark.SparkConfiguration;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The local Spark installation and its settings.
 *
 * @param classpathFile a file with the class path of Spark's jars, which the runtime of a cluster
 *     provides
 * @param settings the settings of Spark
 * @param signIn how tasks sign in to storage accounts
 */
public record SparkInstallation(Path classpathFile, Settings settings, StorageSignIn signIn) {
  /** Referenced by name, because its libraries are those of Spark, which this JVM does not have. */
  private static final String GOVERNED = "io.quarterdeck.local.databricks.task.GovernedFileSystem";

  /** Returns Spark's settings for one run. The keys begin with {@code spark.}. */
  @FunctionalInterface
  public interface Settings {
    Map<String, String> in(Path work);
  }

  /**
   * Returns the installation of the local stack. The build of the jobs provides the class path.
   *
   * @param home the project folder
   * @param blobPort the port of the Blob service on loopback
   */
  public static SparkInstallation of(Path home, int blobPort, StorageSignIn signIn) {
    return new SparkInstallation(
        home.resolve("jobs/target/spark.classpath"), work -> prefixed(blobPort, work), signIn);
  }

  /**
   * Returns Spark's jars.
   *
   * @throws IOException if the list of jars does not exist, or cannot be read
   */
  public List<Path> jars() throws IOException {
    if (!Files.exists(classpathFile)) {
      throw new IOException(
          "found no "
              + classpathFile
              + "; expected the list of Spark's jars. Run ./mvnw -DskipTests package");
    }
    // In a release, the entries are relative to the release folder, which is three levels above the
    // list.
    Path home = classpathFile.toAbsolutePath().getParent().getParent().getParent();
    return Stream.of(Files.readString(classpathFile).strip().split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(home::resolve)
        .toList();
  }

  /** Returns the jar or folder with the classes that emulate Databricks Runtime. */
  static Path runtime() {
    return CodeLocation.of(SparkInstallation.class);
  }

  /** Spark passes settings with the prefix {@code spark.hadoop.} to Hadoop. */
  private static Map<String, String> prefixed(int blobPort, Path work) {
    Map<String, String> prefixed = new TreeMap<>();
    // The job uses abfss URLs, as in Azure, and Unity Catalog governs the account.
    prefixed.put("spark.hadoop.fs.abfss.impl", GOVERNED);
    SparkConfiguration.of(blobPort, work)
        .forEach(
            (key, value) ->
                prefixed.put(key.startsWith("spark.") ? key : "spark.hadoop." + key, value));
    return prefixed;
  }
}
