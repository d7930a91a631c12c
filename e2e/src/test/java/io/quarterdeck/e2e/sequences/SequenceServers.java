package io.quarterdeck.e2e.sequences;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.databricks.sdk.WorkspaceClient;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.outputs.OutputsSource;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.e2e.Launcher;
import io.quarterdeck.e2e.Launcher.Ended;
import io.quarterdeck.e2e.LocalStackStatus;
import io.quarterdeck.local.AzureEmulators;
import io.quarterdeck.local.arm.provider.ProviderEmulator;
import io.quarterdeck.local.arm.store.ResourceFiles;
import io.quarterdeck.local.databricks.task.LocationAccess;
import io.quarterdeck.local.databricks.task.SparkInstallation;
import io.quarterdeck.local.databricks.task.SparkTaskRunner;
import io.quarterdeck.local.databricks.task.TaskLaunch;
import io.quarterdeck.local.emulator.EmulatorSettings;
import io.quarterdeck.local.platform.ConnectorSignIn;
import io.quarterdeck.local.spark.SparkArchive;
import io.quarterdeck.testkit.TestJvm;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

/** The local stack that all sequences share, and the processes that run commands and the job. */
final class SequenceServers implements AutoCloseable {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Reduces the start time of short processes: disables the second compiler. */
  private static final Map<String, String> FAST_START =
      Map.of("QUARTERDECK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");

  private final Launcher launcher;
  private final Path folder;
  private final Worker commands;
  private final LocalStackStatus status;
  private final BlobServiceClient blob;
  private final WorkspaceClient databricks;
  private final AtomicLong runs = new AtomicLong(1_000_000);
  private final ReadWriteLock stop = new ReentrantReadWriteLock();
  private Worker jobs;

  private SequenceServers(Launcher launcher, Worker commands, LocalStackStatus status) {
    this.launcher = launcher;
    this.folder = launcher.state();
    this.commands = commands;
    this.status = status;
    this.blob =
        new BlobServiceClientBuilder()
            .connectionString(status.field("blob.connectionString"))
            .httpClient(new JdkHttpClientBuilder().build())
            .buildClient();
    this.databricks = status.databricks();
  }

  /** Starts the stack, and creates the platform and the ledger. */
  static SequenceServers start(Path state) throws IOException, InterruptedException {
    Launcher launcher = new Launcher(state);
    Worker commands = startCommands(state);
    // The first command starts the stack and creates the ledger.
    Ended first = commands.run(List.of("loads"));
    if (first.exitCode() != 0) {
      throw new IllegalStateException(first.error());
    }
    String status = commands.run(List.of("local", "status", "--json")).out();
    return new SequenceServers(launcher, commands, LocalStackStatus.of(status));
  }

  private static Worker startCommands(Path state) throws IOException {
    Path port = state.resolve("commands.port");
    Path log = state.resolve("commands.log");
    String classPath =
        String.join(
            File.pathSeparator,
            ROOT.resolve("local/target/quarterdeck-local.jar").toString(),
            Files.readString(ROOT.resolve("local/target/quarterdeck.classpath")).strip(),
            ownClasses().toString());
    List<String> command = new ArrayList<>(TestJvm.command());
    command.addAll(
        List.of(
            "-Dquarterdeck.home=" + ROOT,
            "-cp",
            classPath,
            CommandWorker.class.getName(),
            port.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(state.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("QUARTERDECK_HOME", state.toString());
    return Worker.of(builder.start(), port, log);
  }

  private static Path ownClasses() {
    try {
      return Path.of(
          CommandWorker.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the process of the job's tasks, which the first caller starts. */
  private synchronized Worker jobs() throws IOException {
    if (jobs == null) {
      Path work = Files.createDirectories(folder.resolve("spark"));
      Path port = work.resolve("jobs.port");
      Path log = Files.createFile(work.resolve("jobs.log"));
      Ended login = commands.run(List.of(CommandWorker.LOGIN));
      TaskLaunch launch =
          new TaskLaunch(
              JobWorker.class.getName(),
              List.of(port.toString()),
              List.of(ROOT.resolve("jobs/target/quarterdeck-jobs.jar"), ownClasses()),
              Map.of("QUARTERDECK_POSTGRES_LOGIN", login.out()),
              // Databricks' default is for clusters.
              Map.of("spark.sql.shuffle.partitions", "2"),
              locations(),
              List.of(),
              work,
              log);
      Process process =
          new SparkTaskRunner(
                  spark(), new SparkArchive(Folders.current().cache(), System.err::println))
              .start(launch);
      jobs = Worker.of(process, port, log);
    }
    return jobs;
  }

  /** The job accesses the lake with the identity of the access connector. */
  private List<LocationAccess> locations() {
    OutputValues outputs = OutputsSource.file(folder.resolve("local/platform/outputs.json"));
    String account = outputs.storageAccountId().replaceAll(".*/", "");
    return Stream.of("landing", "curated", "quarantine")
        .map(
            container ->
                new LocationAccess(
                    container,
                    "abfss://%s@%s.dfs.core.windows.net/".formatted(container, account),
                    outputs.jobIdentity().id(),
                    Set.of(LocationAccess.READ, LocationAccess.WRITE)))
        .toList();
  }

  private SparkInstallation spark() throws IOException {
    Path azure = AzureEmulators.folder(folder.resolve("local"));
    EmulatorSettings settings = EmulatorSettings.read(azure.resolve("settings.properties"));
    return SparkInstallation.of(
        ROOT,
        settings.port(AzureEmulators.BLOB.name()),
        ConnectorSignIn.of(
            azure,
            settings,
            ResourceFiles.open(azure.resolve(ProviderEmulator.NAME).resolve("resources"))));
  }

  /** Runs the main class of one task on the shared Spark session. */
  Ended task(String mainClass, List<String> parameters) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(mainClass));
    arguments.addAll(parameters);
    return jobs().run(arguments);
  }

  /** Runs a command in the permanent process. */
  Ended command(Object... arguments) throws IOException {
    return commands.run(Arrays.stream(arguments).map(Object::toString).toList());
  }

  /** Starts a command in its own process. */
  Process start(Object... arguments) throws IOException {
    return launcher.start(FAST_START, arguments);
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        status.field("postgres.jdbcUrl"),
        status.field("postgres.user"),
        status.field("postgres.password"));
  }

  BlobContainerClient container(String name) {
    return blob.getBlobContainerClient(name);
  }

  WorkspaceClient databricks() {
    return databricks;
  }

  /** Returns an unused id for a run. */
  long nextRun() {
    return runs.incrementAndGet();
  }

  /**
   * Returns a lock that is held for reading during an action, and for writing while the stack is
   * stopped.
   */
  ReadWriteLock stopping() {
    return stop;
  }

  /** Returns the current second of Blob's clock. */
  Instant second() {
    String date =
        container("landing")
            .getPropertiesWithResponse(null, null, Context.NONE)
            .getHeaders()
            .getValue(HttpHeaderName.DATE);
    return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  /** Waits until Blob's clock shows a later second. */
  void awaitAfter(Instant second) {
    while (!second().isAfter(second)) {
      Thread.onSpinWait();
    }
  }

  Path folder() {
    return folder;
  }

  @Override
  public synchronized void close() throws IOException {
    if (jobs != null) {
      jobs.close();
    }
    Ended reset = commands.run(List.of("local", "reset", "--yes"));
    commands.close();
    if (reset.exitCode() != 0) {
      throw new IllegalStateException(reset.error());
    }
  }
}
