package io.quarterdeck.local.eventhubs;

import io.quarterdeck.contract.EmitFlag;
import io.quarterdeck.contract.LocalEventHub;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.files.FolderTree;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.process.Polling;
import io.quarterdeck.local.process.Processes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Kafka endpoint of Event Hubs on the local stack: a Kafka broker in its own process, with its
 * own class path. It keeps running after the JVM that started it ends. A stack without a hub has no
 * broker.
 */
public final class LocalEventHubs {
  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 30;
  private static final int LINES_SHOWN = 5;

  /** The size of the keys of Event Hubs. */
  private static final int KEY_BYTES = 32;

  /** The policy of clients, with the claims Send and Listen. */
  private static final String KEY_NAME = "local";

  /** Protects the process from Ctrl-C and from a closed terminal. */
  private static final String DETACH =
      "trap '' INT HUP; log=$1; shift; exec \"$@\" </dev/null >>\"$log\" 2>&1";

  private static final List<String> JAVA_OPTIONS =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");

  private final Path folder;
  private final Path home;
  private final Path log;

  /**
   * Does not start the broker.
   *
   * @param folder the folder of its settings and data, which may not exist yet
   * @param home the project folder, whose build contains the broker
   * @param log the log file
   */
  public LocalEventHubs(Path folder, Path home, Path log) {
    this.folder = folder;
    this.home = home;
    this.log = log;
  }

  /**
   * Returns the broker of a local stack.
   *
   * @param stack the folder of the local stack
   */
  public static LocalEventHubs of(Path stack, Path home) {
    return new LocalEventHubs(
        stack.resolve("event-hubs"), home, stack.resolve("logs").resolve("event-hubs.log"));
  }

  /**
   * Returns the hub, if the stack has one.
   *
   * @throws Failure if its file cannot be read
   */
  public Optional<LocalEventHub> hub() {
    Path file = folder.resolve(LocalEventHub.FILE);
    try {
      return Files.exists(file) ? Optional.of(LocalEventHub.read(file)) : Optional.empty();
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot read the event hub of the local stack: found %s; expected its settings. Run"
              + " ./quarterdeck local reset, which deletes the data of the local stack, or restore"
              + " the file.",
          e.getMessage());
    }
  }

  /** Returns whether the broker runs and its hub can be used. */
  public boolean runs() {
    return process().filter(this::isReady).isPresent();
  }

  /** The broker writes its id when the hub exists, and deletes that of an earlier process first. */
  private boolean isReady(ProcessHandle process) {
    Path ready = folder.resolve(LocalEventHub.READY);
    try {
      return Files.exists(ready) && Files.readString(ready).equals(Long.toString(process.pid()));
    } catch (IOException e) {
      // The broker deleted the file after the check: it is starting.
      return false;
    }
  }

  private Optional<ProcessHandle> process() {
    return ProcessHandle.allProcesses().filter(this::isOurs).findFirst();
  }

  private boolean isOurs(ProcessHandle process) {
    List<String> arguments = Processes.arguments(process);
    int main = arguments.indexOf(LocalEventHub.MAIN_CLASS);
    return main >= 0
        && main + 1 < arguments.size()
        && arguments.get(main + 1).equals(folder.toString())
        && process.isAlive();
  }

  /**
   * Creates the hub or changes it, and starts the broker with it. Has no effect if the broker runs
   * with these values.
   *
   * @param name the name of the hub
   * @param partitions the number of partitions, which cannot change later
   * @param retentionHours the number of hours for which events are kept
   * @param assigned the ports of the other components of the stack
   * @throws Failure if the broker does not start, for example because the change is not possible
   */
  public void settle(String name, int partitions, int retentionHours, Set<Integer> assigned)
      throws IOException {
    Optional<LocalEventHub> before = hub();
    LocalEventHub settled =
        before.isPresent()
            ? with(before.get(), name, partitions, retentionHours)
            : fresh(name, partitions, retentionHours, assigned);
    if (before.equals(Optional.of(settled)) && runs()) {
      return;
    }
    stop();
    write(settled);
    start(assigned);
  }

  private static LocalEventHub with(
      LocalEventHub hub, String name, int partitions, int retentionHours) {
    return new LocalEventHub(
        hub.port(),
        hub.controllerPort(),
        name,
        partitions,
        retentionHours,
        hub.keyName(),
        hub.key());
  }

  private static LocalEventHub fresh(
      String name, int partitions, int retentionHours, Set<Integer> assigned) {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    List<Integer> ports = Ports.free(2, assigned);
    return new LocalEventHub(
        ports.get(0),
        ports.get(1),
        name,
        partitions,
        retentionHours,
        KEY_NAME,
        Base64.getEncoder().encodeToString(key));
  }

  private void write(LocalEventHub hub) throws IOException {
    PrivateFiles.createFolder(folder);
    PrivateFiles.write(folder.resolve(LocalEventHub.FILE), hub.text());
  }

  /**
   * Starts the broker unless it runs. A stack without a hub stays without a broker. If another
   * program took a port, the broker gets other ones.
   *
   * @param assigned the ports of the other components of the stack
   * @throws Failure if the broker ends at once, or is not ready in time
   */
  public void start(Set<Integer> assigned) throws IOException {
    Optional<LocalEventHub> hub = hub();
    if (hub.isEmpty() || runs()) {
      return;
    }
    stop();
    if (Ports.taken(hub.get().port()) || Ports.taken(hub.get().controllerPort())) {
      List<Integer> ports = Ports.free(2, assigned);
      LocalEventHub old = hub.get();
      write(
          new LocalEventHub(
              ports.get(0),
              ports.get(1),
              old.hub(),
              old.partitions(),
              old.retentionHours(),
              old.keyName(),
              old.key()));
    }
    launch();
  }

  private void launch() throws IOException {
    PrivateFiles.createFolder(log.toAbsolutePath().getParent());
    long before = Files.exists(log) ? Files.size(log) : 0;
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", DETACH, "sh", log.toString());
    builder.command().add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    builder.command().addAll(JAVA_OPTIONS);
    builder.command().add(LocalEventHub.MAIN_CLASS);
    builder.command().add(folder.toString());
    // Passed in the environment, so that the process is found by its command line.
    builder.environment().put("CLASSPATH", classPath());
    Process process = builder.start();
    boolean settled =
        Polling.await(
            "start Event Hubs",
            START_SECONDS,
            () -> isReady(process.toHandle()) || !process.isAlive());
    if (!settled || !process.isAlive()) {
      process.destroyForcibly().onExit().join();
      throw failure(before);
    }
  }

  /**
   * Sends generated events to the hub, in a process of its own.
   *
   * @param flags the {@link EmitFlag}s with their values
   * @return what was sent, as one line of JSON
   * @throws Failure if the broker does not run, or refuses an event
   */
  public String emit(List<String> flags) {
    if (!runs()) {
      throw Failure.of(
          "Cannot emit events: found no running event hub; expected one. Run ./quarterdeck local"
              + " start; if the stack has no event hub, run ./quarterdeck bootstrap --systems"
              + " streaming.");
    }
    try {
      ProcessBuilder builder = new ProcessBuilder();
      builder.command().add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      builder.command().addAll(JAVA_OPTIONS);
      builder.command().add(EmitFlag.MAIN_CLASS);
      builder.command().add(folder.toString());
      builder.command().addAll(flags);
      builder.environment().put("CLASSPATH", classPath());
      // Kafka's warnings come before the result.
      String output = Processes.run("emit events", "java", builder);
      return output.lines().reduce((before, last) -> last).orElse("");
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot emit events: found %s; expected readable files of the build. Run ./mvnw"
              + " -DskipTests package.",
          e.getMessage());
    }
  }

  /** The build of the broker provides the list of its jars. In a release, they are relative. */
  private String classPath() throws IOException {
    Path target = home.resolve("streaming/broker/target");
    Path list = target.resolve("broker.classpath");
    if (!Files.exists(list)) {
      throw Failure.of(
          "Cannot start Event Hubs: found no %s; expected the list of the broker's jars. Run ./mvnw"
              + " -DskipTests package.",
          list);
    }
    Stream<String> jars =
        Stream.of(Files.readString(list).strip().split(File.pathSeparator, -1))
            .map(entry -> home.resolve(entry).toString());
    return Stream.concat(Stream.of(target.resolve("quarterdeck-broker.jar").toString()), jars)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Failure failure(long before) throws IOException {
    List<String> lines =
        Files.readString(log)
            .substring((int) before)
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("\tat "))
            .toList();
    List<String> last = lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
    return Failure.of(
        "Cannot start Event Hubs: found %s; expected the broker to be ready within %s s. Its log is"
            + " %s.",
        last.isEmpty() ? "no output" : String.join(" | ", last), START_SECONDS, log);
  }

  /** Ends the broker if it runs, and waits for its end. Its data is kept. */
  public void stop() {
    Optional<ProcessHandle> running = process();
    if (running.isPresent()) {
      ProcessHandle process = running.get();
      process.destroy();
      if (!Polling.await("stop Event Hubs", STOP_SECONDS, () -> !process.isAlive())) {
        process.destroyForcibly();
        Polling.await("stop Event Hubs", STOP_SECONDS, () -> !process.isAlive());
      }
    }
  }

  /** Stops the broker, and deletes the hub with its events. */
  public void delete() throws IOException {
    stop();
    FolderTree.delete(folder);
  }
}
