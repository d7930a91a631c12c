package io.quarterdeck.local.standin;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.local.LockFile;
import io.quarterdeck.local.PrivateFiles;
import io.quarterdeck.local.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.SSLContext;

/**
 * The process that holds the stand-ins. It holds a lock for as long as it lives, which the system
 * frees when it dies however it dies; the file that says it is ready counts only while it is held.
 *
 * @param folder the stand-ins' folder
 */
public record StandInHost(Path folder) {
  /**
   * Whoever asks if the lock is free holds it for that moment, and whoever is told to end holds it
   * a moment longer.
   */
  private static final int LOCK_SECONDS = 5;

  /** Who holds the stand-ins, once all of them listen. */
  record Ready(long process, String identity) {
    String text() {
      return process + " " + identity + "\n";
    }

    static Ready parse(String text) {
      String[] words = text.strip().split(" ", 2);
      return new Ready(Long.parseLong(words[0]), words[1]);
    }
  }

  /** Ports and token. */
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
   * What this process holds.
   *
   * @param standIns in the order of their start
   * @param tls the certificate of 127.0.0.1
   * @param identity what they were made from, one line; a start with another replaces them
   */
  public record Held(List<StandIn> standIns, SSLContext tls, String identity) {}

  /** Makes what is to be held, from what lies in the stand-ins' folder. */
  @FunctionalInterface
  public interface Making {
    Held make(StandInSettings settings) throws IOException;
  }

  /**
   * Starts the stand-ins in this process and holds them until it ends. They are made once no other
   * process has the folder.
   *
   * @throws Failure when another process holds them
   */
  public void hold(Making making) throws IOException, InterruptedException {
    try (LockFile lock = LockFile.open(lockFile())) {
      acquire(lock);
      Files.deleteIfExists(readyFile());
      StandInSettings settings = StandInSettings.read(settingsFile());
      Held held = making.make(settings);
      for (StandIn standIn : held.standIns()) {
        Path home = folder.resolve(standIn.name());
        PrivateFiles.createFolder(home);
        standIn.start(
            new StandInSite(home, settings.port(standIn.name()), held.tls(), settings.token()));
      }
      Ready ready = new Ready(ProcessHandle.current().pid(), held.identity());
      PrivateFiles.write(readyFile(), ready.text());
      Thread.currentThread().join();
    }
  }

  private void acquire(LockFile lock) throws IOException {
    if (!lock.acquire("start the stand-ins", LOCK_SECONDS)) {
      throw new Failure(
          "Cannot start the stand-ins: another process holds "
              + lockFile()
              + "; expected one process for a local stack. Run ./quarterdeck local stop first.");
    }
  }

  /** The process that holds the stand-ins, if one lives and all of them listen. */
  Optional<Ready> ready() throws IOException {
    Optional<ProcessHandle> holder = holder();
    if (holder.isEmpty() || !Files.exists(readyFile())) {
      return Optional.empty();
    }
    // A file of the holder before lies there until the new one has come to delete it.
    return Optional.of(Ready.parse(Files.readString(readyFile())))
        .filter(ready -> ready.process() == holder.get().pid());
  }

  /** The process that holds the stand-ins, ready or not yet; it may end while this is read. */
  Optional<ProcessHandle> holder() throws IOException {
    OptionalLong number = isHeld() ? LockFile.holder(lockFile()) : OptionalLong.empty();
    return number.isPresent()
        ? ProcessHandle.of(number.getAsLong()).filter(this::isOurs)
        : Optional.empty();
  }

  /** The number of the holder before stands there until the new one has written its own. */
  private boolean isOurs(ProcessHandle process) {
    return Processes.arguments(process).contains(folder.toString());
  }

  /** Whether a process holds the stand-ins, ready or not yet. */
  boolean isHeld() throws IOException {
    return LockFile.isHeld(lockFile());
  }
}
