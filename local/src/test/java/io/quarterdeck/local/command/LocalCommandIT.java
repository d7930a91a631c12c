package io.quarterdeck.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.local.CommandLineRun;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of the local stack, not on the shared one, because they stop and reset it. */
@NeedsNode
class LocalCommandIT {
  @TempDir private static Path shared;

  /** For the tests that start it and do not replace its programs. */
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
  void settingsEncryptedForADeletedStackAreReportedBeforePulumiRefusesThem() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(
        home.resolve("Pulumi.local.yaml"), "config: {}\nencryptionsalt: v1:c2FsdA==\n");
    Folders folders = new Folders(home, folder.resolve("state"), folder.resolve("cache"));

    CommandLineRun env = CommandLineRun.in(folders, Map.of(), "local", "env");

    assertThat(env.exitCode()).isEqualTo(1);
    assertThat(env.error())
        .isEqualTo(
            "Cannot use Pulumi's CLI on the local stack: Pulumi.local.yaml is encrypted for"
                + " a local stack that was deleted, for example by a reset; expected the original"
                + " file. Run git checkout Pulumi.local.yaml, then run this again.");
    assertThat(env.out()).isEmpty();
  }

  @Test
  void statusReportsAllAddresses() throws Exception {
    run(0, "start");
    CommandLineRun table = run(0, "status");
    assertThat(table.out().lines().map(line -> line.strip().replaceAll("  +", "|")))
        .hasSize(12)
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "PostgreSQL\\|runs\\|127\\.0\\.0\\.1:\\d+/quarterdeck\\|PostgreSQL"
                            + " 18\\.6\\.0\\|.*/local/postgres"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "Azurite\\|runs\\|http://127\\.0\\.0\\.1:\\d+/devstoreaccount1\\|Azurite"
                            + " 3\\.37\\.0\\|.*/local/azurite"));
    Map<String, String> json = fields(run(0, "status", "--json").out());
    String port = json.get("postgres.port");
    assertThat(json.keySet())
        .containsExactly(
            "postgres.host",
            "postgres.port",
            "postgres.database",
            "postgres.user",
            "postgres.password",
            "postgres.jdbcUrl",
            "blob.endpoint",
            "blob.account",
            "blob.key",
            "blob.connectionString",
            "blob.tokenEndpoint",
            "entra.url",
            "entra.tenantId",
            "pipelines.issuer",
            "pipelines.oidcRequestUri",
            "pipelines.accessToken",
            "passwords.operator",
            "passwords.owner",
            "passwords.stranger",
            "databricks.url",
            "databricks.token",
            "keyVault.uri",
            "arm.url",
            "repository.url");
    assertThat(json)
        .containsEntry("postgres.host", "127.0.0.1")
        .containsEntry("postgres.jdbcUrl", "jdbc:postgresql://127.0.0.1:" + port + "/quarterdeck")
        .containsEntry("blob.account", "devstoreaccount1")
        .containsEntry(
            "blob.connectionString",
            "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey="
                + json.get("blob.key")
                + ";BlobEndpoint="
                + json.get("blob.endpoint")
                + ";");
    run(0, "stop");
    run(0, "stop");
    assertThat(run(1, "status").error())
        .isEqualTo(
            "Cannot confirm that the local stack is running: PostgreSQL stopped, Blob"
                + " stopped, Azure emulators stopped; expected all to be running. Run"
                + " ./quarterdeck local start.");
  }

  @Test
  void unknownPrincipalIsReportedWithTheKnownOnes() throws Exception {
    run(0, "start");
    assertThat(run(1, "env", "--as", "nobody").error())
        .endsWith(
            "Cannot sign in to the local stack as nobody: found no such principal; expected one of"
                + " operator, owner, stranger, data, deploy, preview. Use one of these names.");
  }

  @Test
  void wrongPasswordIsAnErrorAndTheServerKeepsRunning() throws Exception {
    run(0, "start");
    Path settings = stack.folder().resolve("settings.properties");
    String kept = Files.readString(settings);
    Files.writeString(
        settings, kept.replaceFirst("(?m)^postgres.password=.*", "postgres.password=other"));
    String port = kept.replaceFirst("(?s).*postgres\\.port=(\\d+).*", "$1");
    assertThat(run(1, "start").error())
        .endsWith(
            "Cannot sign in to the local PostgreSQL: password authentication failed for user"
                + " \"quarterdeck\" (SQLSTATE 28P01); expected the password that was created on its"
                + " first start. Restore the local stack's settings, or run ./quarterdeck local"
                + " reset, which deletes its data.");
    assertThat(stack.servers()).hasSize(3);
    Files.writeString(settings, kept);
    assertThat(run(0, "start").error()).contains("127.0.0.1:" + port + "/");
  }

  @Test
  void resetAsksAndDeletesEverything() throws Exception {
    run(0, "start");
    assertThat(run(1, "reset").error())
        .isEqualTo(
            "Cannot reset the local stack: the reset was not confirmed; expected"
                + " confirmation, because all tables and blobs in "
                + stack.folder()
                + " are deleted. Pass --yes.");
    assertThat(stack.servers()).hasSize(3);
    run(0, "reset", "--yes");
    assertThat(stack.servers()).isEmpty();
    assertThat(stack.folder()).doesNotExist();
    assertThat(run(1, "status").error())
        .isEqualTo(
            "Cannot show the local stack: it was never started; expected it in "
                + stack.folder()
                + ". Run ./quarterdeck local start.");
  }

  @Test
  void withoutNodeTheErrorExplainsHowToInstallIt() throws Exception {
    try (TestStack own = new TestStack(folder)) {
      CommandLineRun start = CommandLineRun.withPath(programs(), own, "local", "start");
      assertThat(start.error())
          .endsWith(
              "Cannot start Azurite, which emulates Blob: no node could be run from PATH;"
                  + " expected Node.js 20 or newer. Install it (nodejs.org, your system's package"
                  + " manager, or nvm), then run this again.");
      assertThat(start.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void oldNodeIsRefused() throws Exception {
    try (TestStack own = new TestStack(folder)) {
      String path = programs();
      script(Path.of(path, "node"), "echo v16.20.2");
      assertThat(CommandLineRun.withPath(path, own, "local", "start").error())
          .endsWith(
              "Cannot start Azurite, which emulates Blob: node in PATH is v16.20.2; expected"
                  + " Node.js 20 or newer. Install it (nodejs.org, your system's package manager,"
                  + " or nvm), then run this again.");
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "user.name", matches = "root")
  void rootWithoutUserNamespacesIsRefused() throws Exception {
    try (TestStack own = new TestStack(folder)) {
      String path = programs();
      Files.delete(Path.of(path, "unshare"));
      script(Path.of(path, "unshare"), "echo unshare: Operation not permitted; exit 1");
      CommandLineRun start = CommandLineRun.withPath(path, own, "local", "start");
      assertThat(start.exitCode()).isEqualTo(1);
      assertThat(start.error())
          .endsWith(
              "Cannot run PostgreSQL as root: it refuses to, and no user namespace could be"
                  + " created where root is nobody; expected an ordinary user. Run Quarterdeck as"
                  + " an ordinary user, or permit \"unshare --user\" on this machine. The error"
                  + " was: Cannot become an ordinary user: unshare ended with exit code 1: unshare:"
                  + " Operation not permitted; expected 0. Fix the reported error, then run this"
                  + " again.");
    }
  }

  /** Returns a folder with the programs that PostgreSQL needs, but without node. */
  private String programs() throws IOException {
    Path programs = Files.createDirectory(folder.resolve("programs"));
    for (String name : new String[] {"sh", "unshare", "true"}) {
      Path program = Path.of("/usr/bin", name);
      if (Files.exists(program)) {
        Files.createSymbolicLink(programs.resolve(name), program);
      }
    }
    return programs.toString();
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static CommandLineRun run(int exitCode, String... arguments) throws Exception {
    String[] all = new String[arguments.length + 1];
    all[0] = "local";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    CommandLineRun run = CommandLineRun.of(stack, all);
    assertThat(run.exitCode()).as(run.error()).isEqualTo(exitCode);
    return run;
  }

  /** Returns the fields of nested objects, by {@code outer.inner}. */
  private static Map<String, String> fields(String text) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser json = new JsonFactory().createParser(text)) {
      String outer = "";
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          outer = json.currentName() == null ? "" : json.currentName();
        } else if (token.isScalarValue()) {
          fields.put(outer + "." + json.currentName(), json.getText());
        }
      }
    }
    return fields;
  }
}
