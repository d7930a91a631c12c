package io.quarterdeck.local.spark;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.process.DaemonThreads;
import io.quarterdeck.local.process.LockFile;
import io.quarterdeck.local.process.Processes;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A class data sharing (CDS) archive of Spark's classes. With it, a JVM that runs Spark needs about
 * 5 seconds less processor time to start. The archive has about 170 MB and is in Quarterdeck's
 * cache.
 *
 * <p>The first JVM that starts Spark records which classes it loads. When it has ended
 * successfully, the archive is created in the background. An archive fits one Java version and one
 * list of jars; other versions and lists have their own archives. If the creation fails, an empty
 * file prevents further attempts until someone deletes it. Thread-safe, and safe for several
 * processes that use one cache.
 */
public final class SparkArchive {
  private static final String ARCHIVE = ".jsa";
  private static final String CLASSES = ".classes";
  private static final String ERROR = ".error";
  private static final Duration UNUSED = Duration.ofDays(30);

  /** A JVM that cannot use the archive starts without it, and prints nothing about it. */
  private static final List<String> QUIET = List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off");

  private static final Launch WITHOUT = new Launch(List.of(), process -> {});

  /** With the lowest priority, so that the creation does not delay the next job. */
  private static final String CREATION =
      """
      new=$1 archive=$2; shift 2
      if nice -n 19 "$@"; then mv -f "$new" "$archive"; else code=$?; rm -f "$new"; : >"$archive"; exit $code; fi
      """;

  /** A task that only reads files loads few of the classes of Spark. */
  private static final String SPARK = "org/apache/spark/SparkContext";

  private final Path folder;
  private final Consumer<String> log;
  private final String needed;

  /**
   * Creates nothing yet.
   *
   * @param cache Quarterdeck's cache folder
   * @param log receives a message if an archive cannot be created
   */
  public SparkArchive(Path cache, Consumer<String> log) {
    this(cache, log, SPARK);
  }

  /**
   * Creates nothing yet.
   *
   * @param needed the class, with slashes, that a JVM must have loaded
   */
  SparkArchive(Path cache, Consumer<String> log, String needed) {
    this.folder = cache.resolve("spark-classes");
    this.log = log;
    this.needed = needed;
  }

  /**
   * Prepares the start of a JVM.
   *
   * @param jars Spark's jars, with which the class path of the JVM begins; if there are none, the
   *     JVM starts without an archive
   */
  public Launch launch(List<Path> jars) throws IOException {
    if (jars.isEmpty()) {
      return WITHOUT;
    }
    PrivateFiles.createFolder(folder);
    String identity = identity(jars);
    Path archive = folder.resolve(identity + ARCHIVE);
    if (Files.exists(archive) && Files.size(archive) == 0) {
      return WITHOUT;
    }
    if (Files.exists(archive)) {
      // The modification time shows which archives are in use.
      Files.setLastModifiedTime(archive, FileTime.from(Instant.now()));
      List<String> options = new ArrayList<>(QUIET);
      options.add("-XX:SharedArchiveFile=" + archive);
      return new Launch(options, process -> {});
    }
    Path classes = folder.resolve(identity + "." + UUID.randomUUID() + CLASSES);
    return new Launch(
        List.of("-XX:DumpLoadedClassList=" + classes),
        process -> watch(process, classes, archive, jars));
  }

  /**
   * The start of one JVM.
   *
   * @param options the options that the JVM needs in addition to its own
   * @param started the caller passes the process to it
   */
  public record Launch(List<String> options, Started started) {}

  /** Receives the process of a JVM. */
  @FunctionalInterface
  public interface Started {
    void by(Process process);
  }

  private void watch(Process process, Path classes, Path archive, List<Path> jars) {
    DaemonThreads.named("spark-archive")
        .newThread(
            () -> {
              try {
                if (process.waitFor() == 0 && isComplete(classes)) {
                  createOnce(classes, archive, jars);
                }
              } catch (IOException | Failure e) {
                log.accept(
                    "The archive of Spark's classes was not created, so jobs start more slowly: "
                        + e.getMessage());
              } catch (InterruptedException e) {
                // Nothing interrupts this thread.
                Thread.currentThread().interrupt();
              } finally {
                delete(classes);
              }
            })
        .start();
  }

  /** Each line of the list is the name of a class. Later Java versions add an id. */
  private boolean isComplete(Path classes) throws IOException {
    try (Stream<String> lines = Files.lines(classes)) {
      return lines.anyMatch(line -> line.equals(needed) || line.startsWith(needed + " "));
    }
  }

  private void createOnce(Path classes, Path archive, List<Path> jars) throws IOException {
    try (LockFile lock = LockFile.open(folder.resolve("creation.lock"))) {
      if (lock.acquire("create the archive of Spark's classes", 0) && !Files.exists(archive)) {
        Processes.run(
            "create the archive of Spark's classes", "java", creation(classes, archive, jars));
        deleteUnused();
      }
    }
  }

  /**
   * The shell moves the archive to its path, so that the creation succeeds even if this JVM ends.
   */
  private static ProcessBuilder creation(Path classes, Path archive, List<Path> jars) {
    Path created = Path.of(classes + ".new");
    List<String> command =
        new ArrayList<>(
            List.of("sh", "-c", CREATION, "sh", created.toString(), archive.toString()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SparkJvm.OPENS);
    command.addAll(
        List.of(
            "-Xshare:dump",
            "-XX:SharedClassListFile=" + classes,
            "-XX:SharedArchiveFile=" + created,
            "-XX:ErrorFile=" + classes + ERROR,
            "-Xlog:cds=off",
            "-cp",
            String.join(File.pathSeparator, jars.stream().map(Path::toString).toList())));
    return new ProcessBuilder(command);
  }

  /** Deletes unused archives of other versions, and files that a killed process left. */
  private void deleteUnused() throws IOException {
    Instant oldest = Instant.now().minus(UNUSED);
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, "*{" + ARCHIVE + "," + CLASSES + ",.new," + ERROR + "}")) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
          Files.delete(file);
        }
      }
    }
  }

  /** The JVM compares path, size and time of each jar with those in the archive. */
  private static String identity(List<Path> jars) throws IOException {
    MessageDigest digest = sha256();
    add(digest, System.getProperty("java.vm.version") + " " + System.getProperty("java.home"));
    for (Path jar : jars) {
      add(digest, jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis());
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 12);
  }

  private static void add(MessageDigest digest, String text) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.accept("Cannot delete " + file + ": " + e.getMessage());
    }
  }
}
