package io.quarterdeck.local.standin;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.local.PrivateFiles;
import io.quarterdeck.local.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The stand-ins' process as others see it: found, started and stopped. It outlives the JVM that
 * starts it.
 */
public final class StandInProcess {
  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 30;
  private static final int LINES_SHOWN = 5;

  /** Neither Ctrl-C nor a closed terminal ends what was started from it. */
  private static final String DETACH =
      "trap '' INT HUP; log=$1; shift; exec \"$@\" </dev/null >>\"$log\" 2>&1";

  /** Small and started soon. The JVM leaves signals ignored that it finds ignored. */
  private static final List<String> JAVA_OPTIONS =
      List.of(
          "-Xmx256m",
          // Small answers leave at once; the JDK reads it once, with its first server.
          "-Dsun.net.httpserver.nodelay=true",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto");

  private final StandInHost host;
  private final Path log;
  private final String mainClass;

  /**
   * Starts nothing yet.
   *
   * @param folder the stand-ins' folder
   * @param log where the process writes what happens
   * @param mainClass what runs in it; it gets the folder as its argument
   */
  public StandInProcess(Path folder, Path log, String mainClass) {
    this.host = new StandInHost(folder);
    this.log = log;
    this.mainClass = mainClass;
  }

  /** The ports and the token, if the stand-ins were started before. */
  public Optional<StandInSettings> settings() {
    return Files.exists(host.settingsFile())
        ? Optional.of(StandInSettings.read(host.settingsFile()))
        : Optional.empty();
  }

  /** Whether the process lives and all stand-ins listen. */
  public boolean runs() {
    return isReady(ready -> true);
  }

  /** Whether the process lives, all stand-ins listen, and they were made from this. */
  public boolean isCurrent(String identity) {
    return isReady(ready -> ready.identity().equals(identity));
  }

  /**
   * Starts the process unless it runs and was made from this; waits until all stand-ins listen.
   *
   * @param names the stand-ins' names
   * @param identity what they are made from, as the process will say itself
   * @throws Failure when it ends, or is not ready in time
   */
  public StandInSettings start(Collection<String> names, String identity) throws IOException {
    PrivateFiles.createFolder(host.folder());
    if (isCurrent(identity)) {
      return StandInSettings.read(host.settingsFile());
    }
    PrivateFiles.createFolder(log.toAbsolutePath().getParent());
    Optional<StandInSettings> started = launch(names);
    return started.isPresent() ? started.get() : launch(names).orElseThrow(this::overtaken);
  }

  /**
   * Ends the process that holds the stand-ins, if any, and starts one.
   *
   * @return empty when another one came up meanwhile, as whoever started that one was interrupted
   *     before it took the lock, or when another program took one of its ports
   */
  private Optional<StandInSettings> launch(Collection<String> names) throws IOException {
    stop();
    StandInSettings settings =
        StandInSettings.settled(host.settingsFile(), names).withFreePorts(host.settingsFile());
    long before = Files.exists(log) ? Files.size(log) : 0;
    Process process = builder().start();
    Processes.await(
        "start the stand-ins", START_SECONDS, () -> isReady(process) || !process.isAlive());
    if (isReady(process)) {
      return Optional.of(settings);
    }
    process.destroyForcibly().onExit().join();
    if (isHeldBeside(process) || settings.anyPortTaken()) {
      return Optional.empty();
    }
    throw failure(before);
  }

  private boolean isReady(Process process) {
    return isReady(ready -> ready.process() == process.pid());
  }

  private boolean isReady(Predicate<StandInHost.Ready> condition) {
    try {
      return host.ready().filter(condition).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isHeldBeside(Process process) throws IOException {
    return host.holder().filter(holder -> holder.pid() != process.pid()).isPresent();
  }

  private Failure overtaken() {
    return new Failure(
        "Cannot start the stand-ins for Azure: another process took their folder or a port of"
            + " theirs while they started, twice; expected one process for "
            + host.folder()
            + ". Run ./quarterdeck local stop, then this again. The whole log is "
            + log
            + ".");
  }

  private ProcessBuilder builder() {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", DETACH, "sh", log.toString());
    builder.command().add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    builder.command().addAll(JAVA_OPTIONS);
    builder.command().add("-Dquarterdeck.home=" + System.getProperty("quarterdeck.home", ""));
    builder.command().add(mainClass);
    builder.command().add(host.folder().toString());
    // In the environment, so that a list of processes stays readable.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder;
  }

  private Failure failure(long before) throws IOException {
    String said = Files.readString(log).substring((int) before);
    List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
    List<String> last = lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
    return new Failure(
        "Cannot start the stand-ins for Azure: "
            + (last.isEmpty() ? "their process said nothing" : String.join(" | ", last))
            + "; expected them to listen within "
            + START_SECONDS
            + " s. The whole log is "
            + log
            + ".");
  }

  /** Ends the process if it lives, and waits until it is gone. */
  public void stop() throws IOException {
    if (!Processes.await(
        "stop the stand-ins", STOP_SECONDS, () -> isFreed(ProcessHandle::destroy))) {
      Processes.await(
          "stop the stand-ins", STOP_SECONDS, () -> isFreed(ProcessHandle::destroyForcibly));
    }
  }

  private boolean isFreed(Consumer<ProcessHandle> end) {
    try {
      host.holder().ifPresent(end);
      return !host.isHeld();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
