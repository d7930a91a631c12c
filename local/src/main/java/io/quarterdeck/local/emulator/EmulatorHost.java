package io.quarterdeck.local.emulator;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.process.LockFile;
import io.quarterdeck.local.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.SSLContext;

/**
 * The process that runs the emulators. It holds a lock while it runs; the operating system releases
 * the lock when the process ends for any reason. The file that marks the process as ready is valid
 * only while the lock is held.
 *
 * @param folder the folder of the emulators
 */
public record EmulatorHost(Path folder) {
  /**
   * The time to wait for the lock. A process that checks the lock holds it briefly. A process that
   * received a signal to stop holds it until its end.
   */
  private static final int LOCK_SECONDS = 5;

  /** The process of the emulators, after all emulators have started to listen. */
  record Ready(long process, String identity) {
    String text() {
      return process + " " + identity + "\n";
    }

    static Ready parse(String text) {
      String[] fields = text.strip().split(" ", 2);
      return new Ready(Long.parseLong(fields[0]), fields[1]);
    }
  }

  /** Returns the file of the ports and the secret. */
  public Path settingsFile() {
    return folder.resolve("settings.properties");
  }

  private Path lockFile() {
    return folder.resolve("process.lock");
  }

  private Path readyFile() {
    return folder.resolve("ready");
  }

  /**
   * The emulators that this process runs.
   *
   * @param emulators in the order of their start
   * @param tls the certificate of 127.0.0.1
   * @param identity one line that identifies what the emulators depend on; a start with another
   *     identity replaces the process
   */
  public record Emulators(List<Emulator> emulators, SSLContext tls, String identity) {}

  /** Creates the emulators from the content of their folder. */
  @FunctionalInterface
  public interface Factory {
    Emulators create(EmulatorSettings settings) throws IOException;
  }

  /**
   * Starts the emulators in this process and runs them until it ends. They are created after this
   * process has acquired the lock.
   *
   * @throws Failure if another process runs them
   */
  public void run(Factory factory) throws IOException, InterruptedException {
    try (LockFile lock = LockFile.open(lockFile())) {
      acquire(lock);
      Files.deleteIfExists(readyFile());
      EmulatorSettings settings = EmulatorSettings.read(settingsFile());
      Emulators emulators = factory.create(settings);
      List<Emulator.Running> started = new ArrayList<>();
      try {
        for (Emulator emulator : emulators.emulators()) {
          started.add(start(emulator, settings, emulators.tls()));
        }
        Ready ready = new Ready(ProcessHandle.current().pid(), emulators.identity());
        PrivateFiles.write(readyFile(), ready.text());
        Thread.currentThread().join();
      } finally {
        // The threads of a started emulator would keep the process alive.
        started.forEach(Emulator.Running::close);
      }
    }
  }

  private Emulator.Running start(Emulator emulator, EmulatorSettings settings, SSLContext tls)
      throws IOException {
    Path home = folder.resolve(emulator.name());
    PrivateFiles.createFolder(home);
    int port = emulator.fixedPort().orElseGet(() -> settings.port(emulator.name()));
    return emulator.start(new EmulatorContext(home, port, tls));
  }

  private void acquire(LockFile lock) throws IOException {
    if (!lock.acquire("start the emulators", LOCK_SECONDS)) {
      throw Failure.of(
          "Cannot start the emulators: another process holds %s; expected one "
              + "process per local stack. Run ./quarterdeck local stop first.",
          lockFile());
    }
  }

  /** Returns the process that runs the emulators, if it is running and all emulators listen. */
  Optional<Ready> ready() throws IOException {
    Optional<ProcessHandle> holder = holder();
    if (holder.isEmpty() || !Files.exists(readyFile())) {
      return Optional.empty();
    }
    // The file of the previous process exists until the new process has deleted it.
    return Optional.of(Ready.parse(Files.readString(readyFile())))
        .filter(ready -> ready.process() == holder.get().pid());
  }

  /** Returns the process that runs the emulators, ready or not. It may end at any time. */
  Optional<ProcessHandle> holder() throws IOException {
    OptionalLong number = isHeld() ? LockFile.holder(lockFile()) : OptionalLong.empty();
    return number.isPresent()
        ? ProcessHandle.of(number.getAsLong()).filter(this::isOurs)
        : Optional.empty();
  }

  /**
   * The lock file contains the id of the previous process until the new process has written its
   * own.
   */
  private boolean isOurs(ProcessHandle process) {
    return Processes.arguments(process).contains(folder.toString());
  }

  /** Returns whether a process runs the emulators, ready or not. */
  boolean isHeld() throws IOException {
    return LockFile.isHeld(lockFile());
  }
}
