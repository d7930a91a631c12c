package io.quarterdeck.local.datafactory.activity;

import io.quarterdeck.local.files.CodeLocation;
import io.quarterdeck.local.files.FolderTree;
import io.quarterdeck.local.files.PrivateFiles;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The integration runtime of the local stack: starts a JVM with the Parquet libraries of the local
 * Spark for each copy. Thread-safe.
 *
 * @param libraries returns Spark's jars
 */
public record IntegrationRuntime(Libraries libraries) {
  private static final String PROGRAM = "io.quarterdeck.local.datafactory.copy.ParquetCopyMain";

  /** Returns the jars of the local Spark. */
  @FunctionalInterface
  public interface Libraries {
    List<Path> jars() throws IOException;
  }

  /**
   * The counts of a copy.
   *
   * @param read the number of rows of the source
   * @param written the number of rows of the written file
   */
  record Rows(long read, long written) {}

  /** Uses a folder for the files of a copy. */
  @FunctionalInterface
  interface Work<T> {
    T in(Path folder) throws IOException, InterruptedException, ActivityFailure;
  }

  /** Runs a copy with a private folder, which is deleted afterwards. */
  <T> T withFolder(Work<T> work) throws InterruptedException, ActivityFailure {
    try {
      Path folder = Files.createTempDirectory("quarterdeck-copy");
      try {
        return work.in(folder);
      } finally {
        FolderTree.delete(folder);
      }
    } catch (IOException e) {
      throw new ActivityFailure("2200", "The integration runtime failed: " + e, e);
    }
  }

  /**
   * Runs the program that copies rows.
   *
   * @param request its properties; they may contain a password, so they are in a private file
   * @throws InterruptedException if the activity was cancelled; the program has ended then
   */
  Rows run(Path folder, Map<String, String> request)
      throws IOException, InterruptedException, ActivityFailure {
    Properties properties = new Properties();
    properties.putAll(request);
    StringWriter text = new StringWriter();
    properties.store(text, null);
    Path file = folder.resolve("copy.properties");
    PrivateFiles.write(file, text.toString());
    Path out = folder.resolve("out.txt");
    Path error = folder.resolve("error.txt");
    Process process =
        new ProcessBuilder(command(file))
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(error.toFile())
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new ActivityFailure("2200", failure(error));
      }
    } finally {
      process.destroyForcibly();
    }
    // Libraries may print before the program does.
    List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
    String[] counts = lines.get(lines.size() - 1).split(" ", -1);
    return new Rows(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
  }

  /** The last line is the failure; the libraries may have logged others. */
  private static String failure(Path error) throws IOException {
    List<String> lines = Files.readAllLines(error, StandardCharsets.UTF_8);
    return lines.isEmpty() ? "The copy ended without a message." : lines.get(lines.size() - 1);
  }

  private List<String> command(Path request) throws IOException {
    String classPath =
        Stream.concat(
                libraries.jars().stream(),
                Stream.of(
                    CodeLocation.of(org.postgresql.Driver.class),
                    CodeLocation.of(IntegrationRuntime.class)))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xshare:auto",
        "-Xmx512m",
        "-cp",
        classPath,
        PROGRAM,
        request.toString());
  }
}
