package io.quarterdeck.local;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobContainerItem;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.local.azurite.LocalBlob;
import io.quarterdeck.local.postgres.LocalPostgres;
import io.quarterdeck.local.process.Polling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts stacks. None is the shared one, because the tests stop and break them. */
@NeedsNode
class LocalStartIT {
  @TempDir private static Path shared;

  /** For the tests that start it again if it does not run, and leave it running. */
  private static TestStack stack;

  @TempDir private Path folder;

  @BeforeAll
  static void createStack() throws IOException {
    stack = new TestStack(shared);
  }

  @AfterAll
  static void stopStack() {
    stack.close();
  }

  @Test
  void concurrentStartsResultInOneStack() throws Exception {
    try (TestStack own = new TestStack(folder)) {
      CommandLineRun first = CommandLineRun.of(own, "local", "start");
      CommandLineRun second = CommandLineRun.of(own, "local", "start");
      assertThat(first.exitCode()).as(first.error()).isZero();
      assertThat(second.exitCode()).as(second.error()).isZero();
      assertThat(own.servers()).hasSize(3);
      assertThat(lastLine(first.error())).contains("local stack  PostgreSQL at quarterdeck@jdbc:");
      assertThat(withoutTime(lastLine(second.error())))
          .isEqualTo(withoutTime(lastLine(first.error())));
    }
  }

  private static String lastLine(String text) {
    return text.lines().reduce((first, last) -> last).orElse("");
  }

  private static String withoutTime(String line) {
    return line.replaceFirst(" +[0-9.]+ s$", "");
  }

  @Test
  void startAdoptsRunningComponents() throws Exception {
    LocalSettings first = stack.start();
    Set<Long> before = stack.servers().stream().map(ProcessHandle::pid).collect(toSet());
    LocalSettings second = stack.start();
    assertThat(second).isEqualTo(first);
    assertThat(stack.servers().stream().map(ProcessHandle::pid).collect(toSet()))
        .isEqualTo(before)
        .hasSize(3);
    assertThat(stack.notes()).isEmpty();
  }

  @Test
  void startThroughALinkToTheFolderAdoptsRunningComponents() throws Exception {
    stack.start();
    Set<Long> before = stack.servers().stream().map(ProcessHandle::pid).collect(toSet());
    Path link = Files.createSymbolicLink(shared.resolve("link"), stack.folders().state());
    Folders byLink =
        new Folders(stack.folders().home(), link.resolve("../link"), stack.folders().cache());

    CommandLineRun second = CommandLineRun.in(byLink, Map.of(), "local", "start");

    assertThat(second.exitCode()).as(second.error()).isZero();
    assertThat(stack.servers().stream().map(ProcessHandle::pid).collect(toSet())).isEqualTo(before);
  }

  @Test
  void startCreatesNoContainer() throws Exception {
    try (TestStack own = new TestStack(folder)) {
      BlobServiceClient client = client(own.start());
      assertThat(client.listBlobContainers()).isEmpty();
      client.createBlobContainer("landing");
      own.start();
      assertThat(client.listBlobContainers().stream().map(BlobContainerItem::getName))
          .containsExactly("landing");
    }
  }

  @Test
  void dataIsKeptBetweenStopAndStart() throws Exception {
    LocalSettings settings = stack.start();
    write(settings);
    stack.stop();
    assertThat(stack.servers()).isEmpty();
    assertThat(stack.start()).isEqualTo(settings);
    assertHasWhatWasWritten(settings);
  }

  @Test
  void killedPostgresqlIsStartedAgain() throws Exception {
    LocalSettings settings = stack.start();
    write(settings);
    kill(stack.server("postgres"));
    assertThat(stack.stack().running(settings))
        .isEqualTo(new LocalStack.Running(false, true, true, true));
    assertThat(stack.start()).isEqualTo(settings);
    assertHasWhatWasWritten(settings);
  }

  @Test
  void killedAzuriteIsStartedAgain() throws Exception {
    LocalSettings settings = stack.start();
    kill(stack.server("node"));
    assertThat(stack.stack().running(settings))
        .isEqualTo(new LocalStack.Running(true, false, true, true));
    assertThat(stack.start()).isEqualTo(settings);
    write(settings);
    assertHasWhatWasWritten(settings);
    assertThat(stack.servers()).hasSize(3);
  }

  @Test
  void processFileWithAReusedProcessIdDoesNotPreventTheStart() throws Exception {
    LocalSettings settings = stack.start();
    Path file = stack.folder().resolve("postgres/postmaster.pid");
    kill(stack.server("postgres"));
    String left = Files.readString(file);
    Files.writeString(
        file, left.replaceFirst("^\\d+", Long.toString(ProcessHandle.current().pid())));
    assertThat(stack.start()).isEqualTo(settings);
  }

  @Test
  void startKilledWhileItCreatedTheDataFolderIsRepeated() throws Exception {
    try (TestStack own = new TestStack(folder)) {
      CommandLineRun killed = CommandLineRun.of(own, "local", "start");
      assertThat(Polling.await("see initdb", 60, () -> own.runs("initdb"))).isTrue();
      killed.kill();

      LocalSettings settings = own.start();

      assertThat(own.stack().running(settings).everything()).isTrue();
      try (Stream<Path> files = Files.list(own.folder())) {
        assertThat(files.map(path -> path.getFileName().toString()))
            .noneMatch(name -> name.startsWith(".postgres"));
      }
    }
  }

  @Test
  void credentialsAreReadableOnlyByTheUser() throws Exception {
    stack.start();
    assertThat(mode(stack.folder())).isEqualTo("rwx------");
    assertThat(mode(stack.folder().resolve("settings.properties"))).isEqualTo("rw-------");
    assertThat(stack.folder()).isDirectoryNotContaining("glob:**password*");
    LocalSettings settings = stack.stack().settings().orElseThrow();
    assertThat(stack.servers())
        .allSatisfy(
            server ->
                assertThat(server.info().commandLine().orElseThrow())
                    .doesNotContain(settings.blobKey(), settings.postgresPassword()));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void kill(ProcessHandle process) throws Exception {
    CompletableFuture<ProcessHandle> end = process.onExit();
    process.destroyForcibly();
    end.get(30, TimeUnit.SECONDS);
  }

  private static BlobServiceClient client(LocalSettings settings) {
    return LocalBlob.endpoint(settings.blobPort(), settings.blobKey())
        .clients()
        .get()
        .buildClient();
  }

  static Connection connect(LocalSettings settings) throws SQLException {
    return DriverManager.getConnection(
        LocalPostgres.endpoint(settings.postgresPort(), settings.postgresPassword()).jdbcUrl(),
        LocalPostgres.USER,
        settings.postgresPassword());
  }

  @Test
  void serverWithoutItsDatabaseStillRuns() throws Exception {
    try (TestStack own = new TestStack(folder)) {
      LocalSettings settings = own.start();
      String url =
          LocalPostgres.endpoint(settings.postgresPort(), settings.postgresPassword()).jdbcUrl();
      try (Connection connection =
          DriverManager.getConnection(
              url.replaceFirst("[^/]+$", "postgres"),
              LocalPostgres.USER,
              settings.postgresPassword())) {
        Sql.execute(connection, "drop database " + LocalPostgres.DATABASE);
      }
      assertThat(own.stack().running(settings).postgres()).isTrue();
      assertThat(own.start()).isEqualTo(settings);
    }
  }

  private static void write(LocalSettings settings) throws SQLException {
    try (Connection connection = connect(settings)) {
      Sql.execute(connection, "create table if not exists kept as select 42 as answer");
    }
    client(settings)
        .createBlobContainerIfNotExists("landing")
        .getBlobClient("kept.txt")
        .upload(BinaryData.fromString("42"), true);
  }

  private static void assertHasWhatWasWritten(LocalSettings settings) throws SQLException {
    try (Connection connection = connect(settings)) {
      assertThat(Sql.first(connection, row -> row.getInt(1), "select answer from kept"))
          .hasValue(42);
    }
    assertThat(
            client(settings)
                .getBlobContainerClient("landing")
                .getBlobClient("kept.txt")
                .downloadContent()
                .toString())
        .isEqualTo("42");
  }
}
