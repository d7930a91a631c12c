package io.quarterdeck.local.emulator;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.process.Polling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Finds, starts and stops the process of the emulators. The process keeps running after the JVM
 * that started it ends.
 */
public final class EmulatorProcess {
  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 30;
  private static final int LINES_SHOWN = 5;

  /** Protects the process from Ctrl-C and from a closed terminal. */
  private static final String DETACH =
      "trap '' INT HUP; log=$1; shift; exec \"$@\" </dev/null >>\"$log\" 2>&1";

  /**
   * A small heap and a fast start. The JVM keeps ignoring signals that were ignored at its start.
   */
  private static final List<String> JAVA_OPTIONS =
      List.of(
          "-Xmx256m",
          // Sends small answers without delay. The JDK reads this property once, with its first
          // server.
          "-Dsun.net.httpserver.nodelay=true",
          "-XX:+UseSerialGC",
          // Only code that runs very often is worth the second compiler, and the encryption of
          // blobs, which is ten times as fast with the processor's instructions for AES.
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000",
          "-XX:CompileCommand=quiet",
          "-XX:CompileCommand=CompileThresholdScaling,com.sun.crypto.provider.*::*,0.01",
          "-Xshare:auto");

  private final EmulatorHost host;
  private final Path log;
  private final String mainClass;

  /**
   * Does not start the process.
   *
   * @param folder the folder of the emulators
   * @param log the log file
   * @param mainClass the main class, which gets the folder as its argument
   */
  public EmulatorProcess(Path folder, Path log, String mainClass) {
    this.host = new EmulatorHost(folder);
    this.log = log;
    this.mainClass = mainClass;
  }

  /** Returns the ports and the token, if the emulators were ever started. */
  public Optional<EmulatorSettings> settings() {
    return Files.exists(host.settingsFile())
        ? Optional.of(EmulatorSettings.read(host.settingsFile()))
        : Optional.empty();
  }

  /** Returns whether the process is running, ready or not. */
  public boolean isAlive() throws IOException {
    return host.holder().isPresent();
  }

  /** Returns whether the process is running and all emulators listen. */
  public boolean runs() {
    return isReady(ready -> true);
  }

  /** Returns whether the process is running with this identity and all emulators listen. */
  public boolean isCurrent(String identity) {
    return isReady(ready -> ready.identity().equals(identity));
  }

  /**
   * Starts the process unless it is running with this identity, and waits until all emulators
   * listen.
   *
   * @param names the names of the emulators
   * @param assigned the ports of the other components of the stack, which no emulator gets
   * @param identity identifies what the emulators depend on
   * @throws Failure if the process ends, or is not ready in time
   */
  public EmulatorSettings start(Collection<String> names, Set<Integer> assigned, String identity)
      throws IOException {
    PrivateFiles.createFolder(host.folder());
    if (isCurrent(identity)) {
      return EmulatorSettings.read(host.settingsFile());
    }
    PrivateFiles.createFolder(log.toAbsolutePath().getParent());
    Optional<EmulatorSettings> started = launch(names, assigned);
    return started.isPresent()
        ? started.get()
        : launch(names, assigned).orElseThrow(this::overtaken);
  }

  /**
   * Stops the process that runs the emulators, if any, and starts a new one.
   *
   * @return empty if another process started in the meantime (the command that started it was
   *     interrupted before it acquired the lock), or if another program took one of the ports
   */
  private Optional<EmulatorSettings> launch(Collection<String> names, Set<Integer> assigned)
      throws IOException {
    stop();
    EmulatorSettings settings = EmulatorSettings.settled(host.settingsFile(), names, assigned);
    long before = Files.exists(log) ? Files.size(log) : 0;
    Process process = builder().start();
    Polling.await(
        "start the emulators", START_SECONDS, () -> isReady(process) || !process.isAlive());
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

  private boolean isReady(Predicate<EmulatorHost.Ready> condition) {
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
    return Failure.of(
        "Cannot start the Azure emulators: another process took their folder or "
            + "one of their ports twice during the start; expected one process for %s. "
            + "Run ./quarterdeck local stop, then run this again. The complete log is %s.",
        host.folder(), log);
  }

  private ProcessBuilder builder() {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", DETACH, "sh", log.toString());
    builder.command().add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    builder.command().addAll(JAVA_OPTIONS);
    builder.command().add("-Dquarterdeck.home=" + System.getProperty("quarterdeck.home", ""));
    builder.command().add(mainClass);
    builder.command().add(host.folder().toString());
    // Passed in the environment, so that process lists stay readable.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder;
  }

  private Failure failure(long before) throws IOException {
    String said = Files.readString(log).substring((int) before);
    List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
    List<String> last = lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
    return Failure.of(
        "Cannot start the Azure emulators: %s; expected them to listen within %s "
            + "s. The complete log is %s.",
        (last.isEmpty() ? "their process printed nothing" : String.join(" | ", last)),
        START_SECONDS,
        log);
  }

  /** Ends the process if it is running, and waits for its end. */
  public void stop() throws IOException {
    if (!Polling.await("stop the emulators", STOP_SECONDS, () -> isFreed(ProcessHandle::destroy))) {
      Polling.await(
          "stop the emulators", STOP_SECONDS, () -> isFreed(ProcessHandle::destroyForcibly));
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
