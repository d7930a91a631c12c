package io.quarterdeck.local;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.stack.Folders;
import io.quarterdeck.etl.terminal.Progress;
import io.quarterdeck.local.azurite.LocalBlob;
import io.quarterdeck.local.postgres.LocalPostgres;
import io.quarterdeck.local.standin.StandInProcess;
import io.quarterdeck.local.standin.StandInSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The stand-in for Azure on this machine. Its parts outlive the JVM that starts them; whoever comes
 * next finds them by the files of the state folder.
 */
public final class LocalStack {
  private final Path folder;
  private final Path settingsFile;
  private final LocalPostgres postgres;
  private final LocalBlob blob;
  private final StandInProcess standIns;

  public LocalStack(Folders folders) {
    this.folder = folders.state().resolve("local");
    this.settingsFile = folder.resolve("settings.properties");
    this.postgres =
        new LocalPostgres(
            folder.resolve("postgres"), folders.cache(), logs().resolve("postgres.log"));
    this.blob =
        new LocalBlob(folder.resolve("azurite"), folders.cache(), logs().resolve("azurite.log"));
    this.standIns =
        new StandInProcess(
            AzureStandIns.folder(folder),
            logs().resolve("standins.log"),
            "io.quarterdeck.local.platform.StandInMain");
  }

  /** Where its parts write what happens. */
  public Path logs() {
    return folder.resolve("logs");
  }

  /** Where its data is. */
  public Path folder() {
    return folder;
  }

  /** Ports and credentials, if it has been started before. */
  public Optional<LocalSettings> settings() {
    return Files.exists(settingsFile)
        ? Optional.of(LocalSettings.read(settingsFile))
        : Optional.empty();
  }

  /** Where the stand-ins listen and their token, if they have been started before. */
  public Optional<StandInSettings> standIns() {
    return standIns.settings();
  }

  /**
   * Which parts run.
   *
   * @param postgres whether PostgreSQL is ours and answers
   * @param blob whether Azurite is ours and answers
   * @param standIns whether the stand-ins' process lives and all of them listen
   */
  public record Running(boolean postgres, boolean blob, boolean standIns) {
    public boolean everything() {
      return postgres && blob && standIns;
    }
  }

  public Running running(LocalSettings settings) {
    return new Running(
        postgres.runs(settings.postgresPort(), settings.postgresPassword()),
        blob.runs(settings.blobPort(), settings.blobKey()),
        standIns.runs());
  }

  /**
   * Ports that the user asked for.
   *
   * @param postgres PostgreSQL's, if any
   * @param blob Azurite's, if any
   */
  public record Wishes(OptionalInt postgres, OptionalInt blob) {
    public static final Wishes NONE = new Wishes(OptionalInt.empty(), OptionalInt.empty());
  }

  /** Starts what does not run, and adopts what does. Two starts at once give one stack. */
  public LocalSettings start(Wishes wishes, Progress progress) {
    return StackLock.holding(folder, progress, () -> startLocked(wishes, progress));
  }

  private LocalSettings startLocked(Wishes wishes, Progress progress) throws IOException {
    PrivateFiles.createFolder(logs());
    LocalSettings before = settings().orElseGet(LocalSettings::fresh);
    LocalSettings settings = new PortChoice(before, wishes, progress).settled(ownPorts());
    if (!settings.equals(before) || !Files.exists(settingsFile)) {
      settings.write(settingsFile);
    }
    Running running = running(settings);
    List<CompletableFuture<Void>> besides =
        List.of(
            besides("Azurite", running.blob(), () -> startBlob(settings), progress),
            besides(
                "Azure's stand-ins",
                standIns.isCurrent(AzureStandIns.identity(settings)),
                () -> standIns.start(AzureStandIns.NAMES, AzureStandIns.identity(settings)),
                progress));
    try {
      start(
          "PostgreSQL",
          running.postgres(),
          () -> postgres.start(settings.postgresPort(), settings.postgresPassword()),
          progress);
    } finally {
      // Whoever takes the lock next finds nothing half started, be it that PostgreSQL failed.
      besides.forEach(start -> start.exceptionally(failed -> null).join());
    }
    besides.forEach(LocalStack::await);
    return settings;
  }

  private static CompletableFuture<Void> besides(
      String part, boolean runs, Start start, Progress progress) {
    return CompletableFuture.runAsync(() -> start(part, runs, start, progress));
  }

  private void startBlob(LocalSettings settings) throws IOException {
    blob.stop();
    blob.start(settings.blobPort(), settings.blobKey());
  }

  /** The ports that our own parts listen on, whether or not they answer. */
  private PortChoice.Own ownPorts() throws IOException {
    return new PortChoice.Own(postgres.port(), blob.port());
  }

  /** What a part does to start. */
  @FunctionalInterface
  private interface Start {
    void run() throws IOException;
  }

  private static void start(String part, boolean runs, Start start, Progress progress) {
    if (runs) {
      return;
    }
    progress.phase("starting " + part);
    try {
      start.run();
    } catch (IOException e) {
      throw new Failure(
          "Cannot start "
              + part
              + ": "
              + e
              + "; expected a state folder that can be written to. Mend its rights, or set"
              + " QUARTERDECK_HOME to another folder.",
          e);
    }
  }

  private static void await(CompletableFuture<Void> start) {
    try {
      start.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** Stops what runs; the data stays. */
  public void stop(Progress progress) {
    changing(progress, this::stopParts);
  }

  /** Stops what runs and deletes data and credentials. */
  public void reset(Progress progress) {
    changing(
        progress,
        () -> {
          stopParts();
          FolderTree.delete(folder);
        });
  }

  private void stopParts() throws IOException {
    standIns.stop();
    blob.stop();
    postgres.stop();
  }

  private void changing(Progress progress, Start change) {
    if (Files.isDirectory(folder)) {
      StackLock.holding(
          folder,
          progress,
          () -> {
            change.run();
            return null;
          });
    }
  }
}
