package io.quarterdeck.local;

import com.azure.storage.blob.BlobServiceClient;
import io.quarterdeck.azure.stack.BlobEndpoint;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.local.azurite.LocalBlob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A local stack for one test, in its own folder. It stops when the test ends. */
public final class TestStack implements AutoCloseable, Progress {
  private final Folders folders;
  private final LocalStack stack;
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

  public TestStack(Path folder) throws IOException {
    this(folder, Path.of("..").toRealPath());
  }

  private TestStack(Path folder, Path home) throws IOException {
    this.folders =
        new Folders(
            home,
            folder.toRealPath().resolve("state"),
            // The tests of all modules share the installations in the cache.
            Folders.current().cache());
    this.stack = new LocalStack(folders);
  }

  /** Creates a stack whose settings differ from those in Pulumi.local.yaml. */
  public static TestStack with(Path folder, Map<String, String> settings) throws IOException {
    Path original = Path.of("..").toRealPath();
    Path home = Files.createDirectory(folder.resolve("home"));
    try (Stream<Path> entries = Files.list(original)) {
      for (Path entry : entries.toList()) {
        Files.createSymbolicLink(home.resolve(entry.getFileName()), entry);
      }
    }
    Path file = home.resolve("Pulumi.local.yaml");
    String text = Files.readString(file);
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      text += "  quarterdeck:" + setting.getKey() + ": " + setting.getValue() + "\n";
    }
    Files.delete(file);
    Files.writeString(file, text);
    return new TestStack(folder, home.toRealPath());
  }

  public Folders folders() {
    return folders;
  }

  LocalStack stack() {
    return stack;
  }

  /** Returns the folder of the stack. */
  public Path folder() {
    return stack.folder();
  }

  public LocalSettings start() {
    return stack.start(LocalStack.RequestedPorts.NONE, this);
  }

  /**
   * Starts the stack and creates the containers of the lake, for tests that do not run the Pulumi
   * program.
   */
  public LocalSettings startWithContainers() {
    LocalSettings settings = start();
    BlobEndpoint blob = LocalBlob.endpoint(settings.blobPort(), settings.blobKey());
    BlobEndpoint.Containers names = blob.containers();
    BlobServiceClient client = blob.clients().get().buildClient();
    Stream.of(names.landing(), names.curated(), names.quarantine(), names.artifacts())
        .forEach(client::createBlobContainerIfNotExists);
    return settings;
  }

  LocalSettings startOnPostgresPort(int port) {
    return stack.start(
        new LocalStack.RequestedPorts(OptionalInt.of(port), OptionalInt.empty()), this);
  }

  LocalSettings startOnBlobPort(int port) {
    return stack.start(
        new LocalStack.RequestedPorts(OptionalInt.empty(), OptionalInt.of(port)), this);
  }

  void stop() {
    stack.stop(this);
  }

  /** Returns the notes that remain visible on the screen. */
  List<String> notes() {
    return notes;
  }

  /**
   * Returns the running server processes of this stack, without the child processes of PostgreSQL.
   */
  public List<ProcessHandle> servers() {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .commandLine()
                    .filter(line -> line.contains(folder() + "/"))
                    .isPresent())
        .toList();
  }

  /** Kills a server and waits for its end. */
  public void kill(String program) {
    ProcessHandle server = server(program);
    server.destroyForcibly();
    server.onExit().join();
  }

  /** Returns whether this program is running for this stack. */
  boolean runs(String program) {
    return find(program).isPresent();
  }

  ProcessHandle server(String program) {
    return find(program).orElseThrow();
  }

  private Optional<ProcessHandle> find(String program) {
    return servers().stream()
        .filter(process -> process.info().command().orElse("").endsWith(program))
        .findFirst();
  }

  @Override
  public void phase(String what) {}

  @Override
  public void advance(long done, long total, String unit) {}

  @Override
  public void note(String line) {
    notes.add(line);
  }

  @Override
  public void close() {
    stop();
  }
}
