package io.quarterdeck.cli.server;

import static io.quarterdeck.testkit.AzureServer.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Run;
import io.quarterdeck.cli.Shell;
import io.quarterdeck.testkit.AzureServer;
import io.quarterdeck.testkit.Certificate;
import io.quarterdeck.testkit.OutputsFile;
import io.quarterdeck.testkit.TestPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests refusals of Resource Manager with a real PostgreSQL server that has not loaded the
 * libraries. A test of the local stack tests the restart of a server.
 */
class PrepareServerIT {
  private static final String SERVERS =
      OutputsFile.GROUP + "/providers/Microsoft.DBforPostgreSQL/flexibleServers";
  private static final String SERVER = SERVERS + "/psql";
  private static final String LIBRARIES = SERVER + "/configurations/shared_preload_libraries";
  private static final String RESTART = SERVER + "/restart";
  private static final String OPERATION = "/operation";

  @RegisterExtension static final TestPostgres POSTGRES = new TestPostgres();

  @TempDir private static Path folder;

  private static Certificate certificate;

  private AzureServer azure;

  @BeforeAll
  static void createCertificate() throws Exception {
    certificate = Certificate.in(folder);
  }

  @BeforeEach
  void startAzure() throws Exception {
    azure = new AzureServer(certificate);
    URI server = URI.create(POSTGRES.jdbcUrl().substring("jdbc:".length()));
    azure.on(
        "GET",
        SERVERS,
        200,
        """
        {"value": [{"id": "%s", "name": "psql",
          "properties": {"fullyQualifiedDomainName": "%s"}}]}
        """
            .formatted(SERVER, server.getHost()));
    azure.on("GET", LIBRARIES, 200, libraries("pgaudit,pg_stat_statements"));
    azure.on("GET", "/secrets/postgres-password/", AzureServer.secret("of-the-vault"));
    new OutputsFile()
        .with("keyVaultUri", azure.url() + "/")
        .with("postgresHost", server.getHost())
        .with("postgresPort", Integer.toString(server.getPort()))
        .with("postgresDatabase", server.getPath().substring(1))
        .with("postgresUser", "postgres")
        .with("postgresAuth", "password")
        .write(folder);
  }

  @AfterEach
  void stopAzure() {
    azure.close();
  }

  @Test
  void missingRightToRestartIsNamed() throws Exception {
    azure.on("POST", RESTART, 403, error("AuthorizationFailed", "The client has no role."));

    assertThat(prepare().error())
        .contains("Restarting psql, because shared_preload_libraries changed.")
        .endsWith(
            "Cannot restart psql: AuthorizationFailed: The client has no role; expected Azure to"
                + " accept the restart. Ask for the right"
                + " Microsoft.DBforPostgreSQL/flexibleServers/restart/action on it (the role"
                + " Contributor has it), or ask someone who has it to run ./quarterdeck"
                + " prepare-server.");
  }

  @Test
  void serverThatASessionUsesIsNotRestarted() throws Exception {
    try (Connection reader = POSTGRES.connect()) {
      reader.setAutoCommit(false);
      reader.createStatement().execute("set application_name = 'a report'");

      assertThat(prepare("--wait", "0").error())
          .matches(
              "Cannot restart psql, which is necessary because shared_preload_libraries changed: a"
                  + " restart ends all sessions, and found a report \\(role postgres, server"
                  + " process \\d+\\); expected no load, export, statement or open transaction."
                  + " Wait for the sessions to end, then run ./quarterdeck prepare-server --stack"
                  + " dev\\.");
    }
    assertThat(azure.requests()).doesNotContain("POST " + RESTART);
  }

  @Test
  void parameterWithoutTheLibrariesIsToBeSetFirst() throws Exception {
    azure.on("GET", LIBRARIES, 200, libraries("pg_stat_statements"));

    assertThat(prepare().error())
        .isEqualTo(
            "Cannot load pgaudit and pg_stat_statements into psql: its parameter"
                + " shared_preload_libraries is 'pg_stat_statements'; expected these libraries in"
                + " it. Run pulumi refresh --stack dev, then pulumi up --stack dev, which sets it,"
                + " then run this again.");
    assertThat(azure.requests()).doesNotContain("POST " + RESTART);
  }

  @Test
  void failedRestartIsReportedWithAzuresError() throws Exception {
    accepted();
    azure.on(
        "GET",
        OPERATION,
        200,
        """
        {"status": "Failed", "error": {"code": "ServerStartFailed", "message": "It did not start."}}
        """);

    assertThat(prepare().error())
        .endsWith(
            "Cannot restart psql: Azure's operation ended with ServerStartFailed: It did not start;"
                + " expected it to succeed. See the server's activity log, then run this again.");
  }

  /** The server of this test is not restarted. */
  @Test
  void restartIsFollowedToItsEndAndItsEffectIsChecked() throws Exception {
    accepted();
    AtomicInteger polls = new AtomicInteger();
    azure.on(
        "GET",
        OPERATION,
        request ->
            AzureServer.Answer.json(
                200,
                "{\"status\": \"%s\"}"
                    .formatted(polls.incrementAndGet() < 2 ? "InProgress" : "Succeeded")));

    assertThat(prepare().error())
        .endsWith(
            "Cannot load pgaudit and pg_stat_statements into psql: it was restarted without them;"
                + " expected it to load the libraries of its parameter shared_preload_libraries."
                + " See the server's log, then run this again.");
    assertThat(polls).hasValue(2);
  }

  /** The password cannot be read, so the command has no connection to PostgreSQL. */
  @Test
  void newServerIsRestartedWithoutAConnection() throws Exception {
    azure.on("GET", "/secrets/postgres-password/", 403, error("Forbidden", "Not from here."));
    accepted();
    azure.on("GET", OPERATION, 200, "{\"status\": \"Succeeded\"}");

    Run run = run("--new-server");

    assertThat(run.exitCode()).as(run.error()).isZero();
    assertThat(run.out()).startsWith("The server was restarted: ");
    assertThat(azure.requests()).contains("POST " + RESTART, "GET " + OPERATION);
  }

  private void accepted() {
    azure.on(
        "POST",
        RESTART,
        request ->
            new AzureServer.Answer(
                202,
                Map.of("Azure-AsyncOperation", azure.url() + OPERATION, "Retry-After", "0"),
                ""));
  }

  private static String libraries(String value) {
    return "{\"properties\": {\"value\": \"%s\", \"isConfigPendingRestart\": true}}"
        .formatted(value);
  }

  private Run prepare(String... more) throws Exception {
    Run run = run(more);
    assertThat(run.exitCode()).as(run.error()).isEqualTo(1);
    return run;
  }

  private Run run(String... more) throws Exception {
    String[] arguments = new String[3 + more.length];
    arguments[0] = "prepare-server";
    arguments[1] = "--outputs";
    arguments[2] = folder.resolve("outputs.json").toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Shell.run(folder, azure.environment(folder, certificate), arguments);
  }
}
