package io.quarterdeck.local.databricks.task;

import io.quarterdeck.local.LocalSettings;
import io.quarterdeck.local.spark.SparkConfiguration;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where local Spark is and how it is set.
 *
 * @param classpathFile a file with the class path of Spark's jars; what a cluster's runtime gives
 * @param settings its settings
 */
public record SparkInstallation(Path classpathFile, Settings settings) {
  /** By its name: its libraries are Spark's, which this JVM does not have. */
  private static final String GOVERNED =
      "io.quarterdeck.local.databricks.runtime.GovernedFileSystem";

  /** Spark's settings for one run: keys that begin with {@code spark.}. */
  @FunctionalInterface
  public interface Settings {
    Map<String, String> in(Path work);
  }

  /**
   * The local stack's: the job's build says which jars, the stack's settings where Blob is.
   *
   * @param home the project
   */
  public static SparkInstallation of(Path home, LocalSettings settings) {
    return new SparkInstallation(
        home.resolve("jobs/target/spark.classpath"), work -> prefixed(settings, work));
  }

  /** The class path, one text. */
  String classpath() throws IOException {
    if (!Files.exists(classpathFile)) {
      throw new IOException(
          "found no "
              + classpathFile
              + "; expected the list of Spark's jars. Run ./mvnw -DskipTests package");
    }
    // In a release the entries begin at its folder, which is three above the list.
    Path home = classpathFile.toAbsolutePath().getParent().getParent().getParent();
    Stream<Path> spark =
        Stream.of(Files.readString(classpathFile).strip().split(File.pathSeparator, -1))
            .filter(entry -> !entry.isEmpty())
            .map(home::resolve);
    return Stream.concat(Stream.of(runtime()), spark)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Where the stand-ins for Databricks' runtime are: among our own classes. */
  private static Path runtime() throws IOException {
    try {
      return Path.of(
          SparkInstallation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("found no place of our own classes: " + e.getMessage(), e);
    }
  }

  /** Spark hands Hadoop what begins with {@code spark.hadoop.}. */
  private static Map<String, String> prefixed(LocalSettings settings, Path work) {
    Map<String, String> prefixed = new TreeMap<>();
    // The job says abfss as in Azure. There is no TLS here, and the account is Unity Catalog's.
    prefixed.put("spark.hadoop.fs.abfss.impl", GOVERNED);
    SparkConfiguration.of(settings, work)
        .forEach(
            (key, value) ->
                prefixed.put(key.startsWith("spark.") ? key : "spark.hadoop." + key, value));
    return prefixed;
  }
}
