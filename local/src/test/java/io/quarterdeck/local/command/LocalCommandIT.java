package io.quarterdeck.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.quarterdeck.etl.stack.Folders;
import io.quarterdeck.local.CommandLineRun;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@NeedsNode
class LocalCommandIT {
  @TempDir Path folder;

  @Test
  void what_was_encrypted_for_a_stack_that_is_gone_is_told_before_pulumi_refuses_it()
      throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(
        home.resolve("Pulumi.local.yaml"), "config: {}\nencryptionsalt: v1:c2FsdA==\n");
    Folders folders = new Folders(home, folder.resolve("state"), folder.resolve("cache"));

    CommandLineRun env = CommandLineRun.in(folders, Map.of(), "local", "env");

    assertThat(env.exitCode()).isEqualTo(1);
    assertThat(env.error())
        .isEqualTo(
            "Cannot hand the local stack to Pulumi's CLI: Pulumi.local.yaml is encrypted for a local"
                + " stack that is gone, as after a reset; expected it as it was before. Run git"
                + " checkout Pulumi.local.yaml, then this again.");
    assertThat(env.out()).isEmpty();
  }

  @Test
  void status_says_where_everything_is() throws Exception {
    try (TestStack stack = new TestStack(folder)) {
      run(stack, 0, "start");
      CommandLineRun table = run(stack, 0, "status");
      assertThat(table.out().lines().map(line -> line.strip().replaceAll("  +", "|")))
          .hasSize(7)
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
                          "Blob\\|runs\\|http://127\\.0\\.0\\.1:\\d+/devstoreaccount1\\|Azurite"
                              + " 3\\.37\\.0\\|.*/local/azurite"));
      Map<String, String> json = fields(run(stack, 0, "status", "--json").out());
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
              "databricks.url",
              "databricks.token",
              "keyVault.uri",
              "arm.url");
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
      run(stack, 0, "stop");
      run(stack, 0, "stop");
      assertThat(run(stack, 1, "status").error())
          .isEqualTo(
              "Cannot find the whole local stack running: PostgreSQL stopped, Blob stopped, Azure's"
                  + " stand-ins stopped; expected all to run. Run ./quarterdeck local start.");
    }
  }

  @Test
  void a_password_that_the_server_does_not_know_is_an_error_and_the_server_stays()
      throws Exception {
    try (TestStack stack = new TestStack(folder)) {
      run(stack, 0, "start");
      Path settings = stack.folder().resolve("settings.properties");
      String kept = Files.readString(settings);
      Files.writeString(
          settings, kept.replaceFirst("(?m)^postgres.password=.*", "postgres.password=other"));
      String port = kept.replaceFirst("(?s).*postgres\\.port=(\\d+).*", "$1");
      assertThat(run(stack, 1, "start").error())
          .endsWith(
              "Cannot sign in at the local PostgreSQL on port "
                  + port
                  + ": password authentication failed for user \"quarterdeck\" (SQLSTATE 28P01);"
                  + " expected the password that was made on its first start. Bring the local"
                  + " stack's settings back, or run ./quarterdeck local reset, which deletes its"
                  + " data.");
      assertThat(stack.servers()).hasSize(3);
      Files.writeString(settings, kept);
      assertThat(run(stack, 0, "start").error()).contains("127.0.0.1:" + port + "/");
    }
  }

  @Test
  void reset_asks_and_then_deletes_everything() throws Exception {
    try (TestStack stack = new TestStack(folder)) {
      run(stack, 0, "start");
      assertThat(run(stack, 1, "reset").error())
          .isEqualTo(
              "Cannot reset the local stack: nobody said yes; expected consent, as all tables and"
                  + " blobs in "
                  + stack.folder()
                  + " are deleted. Pass --yes.");
      assertThat(stack.servers()).hasSize(3);
      run(stack, 0, "reset", "--yes");
      assertThat(stack.servers()).isEmpty();
      assertThat(stack.folder()).doesNotExist();
      assertThat(run(stack, 1, "status").error())
          .isEqualTo(
              "Cannot show the local stack: it was never started; expected it in "
                  + stack.folder()
                  + ". Run ./quarterdeck local start.");
    }
  }

  @Test
  void without_node_the_message_says_how_to_get_it() throws Exception {
    try (TestStack stack = new TestStack(folder)) {
      CommandLineRun start = CommandLineRun.withPath(programs(), stack, "local", "start");
      assertThat(start.error())
          .endsWith(
              "Cannot start Azurite, which stands in for Blob: no node that runs was found in PATH;"
                  + " expected Node.js 20 or newer. Install it (nodejs.org, your system's package"
                  + " manager, or nvm), then run this again.");
      assertThat(start.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void an_old_node_is_told_from_the_expected_one() throws Exception {
    try (TestStack stack = new TestStack(folder)) {
      String path = programs();
      script(Path.of(path, "node"), "echo v16.20.2");
      assertThat(CommandLineRun.withPath(path, stack, "local", "start").error())
          .endsWith(
              "Cannot start Azurite, which stands in for Blob: node in PATH is v16.20.2; expected"
                  + " Node.js 20 or newer. Install it (nodejs.org, your system's package manager,"
                  + " or nvm), then run this again.");
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "user.name", matches = "root")
  void root_without_user_namespaces_is_told_to_be_somebody_else() throws Exception {
    try (TestStack stack = new TestStack(folder)) {
      String path = programs();
      Files.delete(Path.of(path, "unshare"));
      script(Path.of(path, "unshare"), "echo unshare: Operation not permitted; exit 1");
      CommandLineRun start = CommandLineRun.withPath(path, stack, "local", "start");
      assertThat(start.exitCode()).isEqualTo(1);
      assertThat(start.error())
          .endsWith(
              "Cannot run PostgreSQL as root: it refuses to, and no user namespace could be made"
                  + " where root is nobody; expected an ordinary user. Run Quarterdeck as one, or"
                  + " allow \"unshare --user\" on this machine. What was tried: Cannot become an"
                  + " ordinary user: unshare ended with exit code 1: unshare: Operation not"
                  + " permitted; expected 0. Mend what it says, then run this again.");
    }
  }

  /** A folder of programs that has what PostgreSQL needs, but no node. */
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

  private static CommandLineRun run(TestStack stack, int exitCode, String... arguments)
      throws Exception {
    String[] all = new String[arguments.length + 1];
    all[0] = "local";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    CommandLineRun run = CommandLineRun.of(stack, all);
    assertThat(run.exitCode()).as(run.error()).isEqualTo(exitCode);
    return run;
  }

  /** The fields of an object of objects, as {@code outer.inner}. */
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
