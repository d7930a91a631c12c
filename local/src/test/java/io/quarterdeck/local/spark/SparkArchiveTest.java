package io.quarterdeck.local.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.local.files.CodeLocation;
import io.quarterdeck.local.process.Polling;
import io.quarterdeck.testkit.TestJvm;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Creates archives of a small program whose classes are in a jar. */
class SparkArchiveTest {
  private static final int SECONDS = 60;

  @TempDir private Path folder;

  private String needed = "picocli/CommandLine";

  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  @Test
  void theSecondJvmLoadsItsClassesFromTheArchive() throws Exception {
    String first = run(List.of(jar()), "--help");
    assertThat(Polling.await("create an archive", SECONDS, () -> archives() == 1)).isTrue();
    String second = run(List.of(jar()), "--help");

    assertThat(first).contains("picocli.CommandLine source: file:");
    assertThat(second).contains("picocli.CommandLine source: shared objects file");
    assertThat(log).isEmpty();
  }

  @Test
  void aChangedJarGetsItsOwnArchive() throws Exception {
    run(List.of(jar()), "--help");
    assertThat(Polling.await("create an archive", SECONDS, () -> archives() == 1)).isTrue();

    Path other = Files.copy(jar(), folder.resolve("other.jar"));

    assertThat(run(List.of(other), "--help")).contains("picocli.CommandLine source: file:");
    assertThat(Polling.await("create an archive", SECONDS, () -> archives() == 2)).isTrue();
  }

  @Test
  void aFailedCreationIsReportedAndNotRepeated() throws Exception {
    // The JVM refuses to create an archive for a folder with classes.
    Path classes = CodeLocation.of(SparkArchiveTest.class);
    run(List.of(classes), "--help");
    assertThat(Polling.await("record the failure", SECONDS, () -> archives() == 1)).isTrue();

    run(List.of(classes), "--help");

    assertThat(files()).singleElement().asString().endsWith(".jsa");
    assertThat(log)
        .singleElement()
        .asString()
        .startsWith("The archive of Spark's classes was not created");
  }

  @Test
  void aJvmThatDidNotStartSparkLeavesNothing() throws Exception {
    needed = "org/apache/spark/SparkContext";
    run(List.of(jar()), "--help");

    assertThat(Polling.await("delete the record", SECONDS, () -> files().isEmpty())).isTrue();
  }

  @Test
  void aFailedJvmLeavesNothing() throws Exception {
    run(List.of(jar()), "--unknown");

    assertThat(Polling.await("delete the record", SECONDS, () -> files().isEmpty())).isTrue();
  }

  private String run(List<Path> jars, String argument) throws IOException, InterruptedException {
    SparkArchive.Launch launch = new SparkArchive(folder, log::add, needed).launch(jars);
    List<String> command = new ArrayList<>(TestJvm.command());
    command.addAll(launch.options());
    command.addAll(
        List.of(
            "-Xlog:class+load",
            "-cp",
            String.join(
                File.pathSeparator,
                jars.get(0).toString(),
                CodeLocation.of(SparkArchiveTest.class).toString(),
                jar().toString()),
            Program.class.getName(),
            argument));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    launch.started().by(process);
    try (InputStream output = process.getInputStream()) {
      return new String(output.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Path jar() {
    return CodeLocation.of(CommandLine.class);
  }

  private long archives() {
    return files().stream().filter(name -> name.endsWith(".jsa")).count();
  }

  /** The names of all files except for the lock. */
  private List<String> files() {
    try (Stream<Path> files = Files.list(folder.resolve("spark-classes"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("creation.lock"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loads the classes of a library. */
  @CommandLine.Command(name = "program", mixinStandardHelpOptions = true)
  static final class Program implements Runnable {
    public static void main(String[] arguments) {
      System.exit(new CommandLine(new Program()).execute(arguments));
    }

    @Override
    public void run() {
      // Only the exit code matters.
    }
  }
}
