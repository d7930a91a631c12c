package io.quarterdeck.local;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.contract.LocalEventHub;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.local.airflow.LocalAirflow;
import io.quarterdeck.local.azurite.LocalBlob;
import io.quarterdeck.local.emulator.EmulatorProcess;
import io.quarterdeck.local.emulator.EmulatorSettings;
import io.quarterdeck.local.eventhubs.LocalEventHubs;
import io.quarterdeck.local.files.FolderTree;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.postgres.LocalPostgres;
import io.quarterdeck.local.signin.LocalSignIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The local stack, which emulates Azure on this machine. Its processes keep running after the JVM
 * that started them ends; later commands find them through the files in the state folder.
 */
public final class LocalStack {
  /** The main class of the process of the emulators. */
  public static final String EMULATORS = "io.quarterdeck.local.platform.EmulatorMain";

  private final Path folder;
  private final Path settingsFile;
  private final LocalPostgres postgres;
  private final LocalBlob blob;
  private final EmulatorProcess emulators;
  private final LocalEventHubs eventHubs;

  public LocalStack(Folders folders) {
    this.folder = folders.state().resolve("local");
    this.settingsFile = folder.resolve("settings.properties");
    this.postgres = LocalPostgres.of(folder, folders.cache());
    this.blob = new LocalBlob(folder.resolve("azurite"), folders, logs().resolve("azurite.log"));
    this.emulators =
        new EmulatorProcess(
            AzureEmulators.folder(folder), logs().resolve("standins.log"), EMULATORS);
    this.eventHubs = LocalEventHubs.of(folder, folders.home());
  }

  /** Returns the folder of the logs. */
  public Path logs() {
    return folder.resolve("logs");
  }

  /** Returns the folder of the data. */
  public Path folder() {
    return folder;
  }

  /** Returns ports and credentials, if the stack was ever started. */
  public Optional<LocalSettings> settings() {
    return Files.exists(settingsFile)
        ? Optional.of(LocalSettings.read(settingsFile))
        : Optional.empty();
  }

  /** Returns the settings of the emulators, if they were ever started. */
  public Optional<EmulatorSettings> emulators() {
    return emulators.settings();
  }

  /**
   * Which components are running.
   *
   * @param postgres whether our PostgreSQL answers
   * @param blob whether our Azurite answers
   * @param emulators whether the process of the emulators is alive and all emulators listen
   * @param eventHubs whether the broker is ready; also true if the stack has no event hub
   */
  public record Running(boolean postgres, boolean blob, boolean emulators, boolean eventHubs) {
    public boolean everything() {
      return postgres && blob && emulators && eventHubs;
    }
  }

  public Running running(LocalSettings settings) {
    return new Running(
        postgres.runs(settings.serverPort(), settings.postgresPassword()),
        blob.runs(settings.blobPort(), settings.blobKey()),
        emulators.runs(),
        eventHubs.hub().isEmpty() || eventHubs.runs());
  }

  /** Returns the event hub, if the stack has one. */
  public Optional<LocalEventHub> eventHub() {
    return eventHubs.hub();
  }

  /**
   * Sends generated events to the event hub.
   *
   * @param flags as in {@link LocalEventHubs#emit}
   * @throws Failure as {@link LocalEventHubs#emit}
   */
  public String emit(List<String> flags) {
    return eventHubs.emit(flags);
  }

  /**
   * The ports that the user requested.
   *
   * @param postgres the port of PostgreSQL, if requested
   * @param blob the port of Azurite, if requested
   */
  public record RequestedPorts(OptionalInt postgres, OptionalInt blob) {
    public static final RequestedPorts NONE =
        new RequestedPorts(OptionalInt.empty(), OptionalInt.empty());
  }

  /** Starts the components that are not running. Two concurrent starts result in one stack. */
  public LocalSettings start(RequestedPorts requested, Progress progress) {
    return StackLock.holding(folder, progress, () -> startLocked(requested, progress));
  }

  private LocalSettings startLocked(RequestedPorts requested, Progress progress)
      throws IOException {
    PrivateFiles.createFolder(logs());
    LocalSettings settings = settled(requested, progress);
    try {
      startComponents(settings, progress);
      return settings;
    } catch (Failure failed) {
      // Another program can take a port between the choice and the start.
      LocalSettings other = settled(requested, progress);
      if (other.equals(settings)) {
        throw failed;
      }
      startComponents(other, progress);
      return other;
    }
  }

  /** Chooses the ports, and writes the settings if they changed. */
  private LocalSettings settled(RequestedPorts requested, Progress progress) throws IOException {
    LocalSettings before = settings().orElseGet(LocalSettings::fresh);
    LocalSettings settings = new PortChoice(before, requested, progress).settled(ownPorts(before));
    if (!settings.equals(before) || !Files.exists(settingsFile)) {
      settings.write(settingsFile);
    }
    return settings;
  }

  private void startComponents(LocalSettings settings, Progress progress) throws IOException {
    if (postgres.port().equals(OptionalInt.of(settings.postgresPort()))) {
      // Clients of an earlier version connected to the server itself.
      postgres.stop();
    }
    Running running = running(settings);
    List<CompletableFuture<Void>> starts =
        List.of(
            startAsync("Azurite", running.blob(), () -> startBlob(settings), progress),
            startAsync(
                "the Azure emulators",
                emulators.isCurrent(AzureEmulators.identity(settings)),
                () ->
                    emulators.start(
                        AzureEmulators.ALL.stream().map(AzureEmulators.Service::name).toList(),
                        settings.ports(),
                        AzureEmulators.identity(settings)),
                progress),
            startAsync(
                "Event Hubs",
                running.eventHubs(),
                () -> eventHubs.start(settings.ports()),
                progress));
    try {
      start(
          "PostgreSQL",
          running.postgres(),
          () -> postgres.start(settings.serverPort(), settings.postgresPassword()),
          progress);
    } finally {
      // Wait even if PostgreSQL failed, so that the next holder of the lock finds no component half
      // started.
      starts.forEach(start -> start.exceptionally(failed -> null).join());
    }
    starts.forEach(LocalStack::await);
    new LocalSignIn(AzureEmulators.folder(folder), emulators().orElseThrow()).begin();
  }

  private static CompletableFuture<Void> startAsync(
      String component, boolean runs, Start start, Progress progress) {
    return CompletableFuture.runAsync(() -> start(component, runs, start, progress));
  }

  private void startBlob(LocalSettings settings) throws IOException {
    blob.stop();
    blob.start(settings.blobPort(), settings.blobKey());
  }

  /** Returns the ports that our own components listen on, whether or not they answer. */
  private PortChoice.Own ownPorts(LocalSettings before) throws IOException {
    OptionalInt clients =
        emulators.isAlive() ? OptionalInt.of(before.postgresPort()) : OptionalInt.empty();
    return new PortChoice.Own(clients, postgres.port(), blob.port());
  }

  /** Starts a component. */
  @FunctionalInterface
  private interface Start {
    void run() throws IOException;
  }

  private static void start(String component, boolean runs, Start start, Progress progress) {
    if (runs) {
      return;
    }
    progress.phase("starting " + component);
    try {
      start.run();
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot start %s: %s; expected a writable state folder. Fix its "
              + "permissions, or set QUARTERDECK_HOME to another folder.",
          component,
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

  /** Stops the running components. Data is kept. */
  public void stop(Progress progress) {
    changing(progress, this::stopComponents);
  }

  /** Stops the running components and deletes data and credentials. */
  public void reset(Progress progress) {
    changing(
        progress,
        () -> {
          stopComponents();
          FolderTree.delete(folder);
        });
  }

  private void stopComponents() throws IOException {
    LocalAirflow.of(folder).stop();
    emulators.stop();
    eventHubs.stop();
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
