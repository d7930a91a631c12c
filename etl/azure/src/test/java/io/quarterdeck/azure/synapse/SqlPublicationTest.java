package io.quarterdeck.azure.synapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.sqlserver.jdbc.SQLServerDataSource;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlPublicationTest {
  private static final Path FOLDER = Path.of("..", "..", "lakehouse", "synapse");
  private static final String LAKE = "https://stqdeck.dfs.core.windows.net/lake";

  private final RecordedPool pool = new RecordedPool();

  @Test
  void theDatabaseIsCreatedFirstAndEachScriptRunsInItsDatabase() {
    assertThat(publish(LAKE))
        .containsExactly(
            "lake", "top_topics", "topic_drift", "topic_questions", "topics_of_the_day");
    assertThat(pool.batches.get(0))
        .startsWith("master: ")
        .contains("IF DB_ID(N'quarterdeck') IS NULL")
        .contains("COLLATE Latin1_General_100_BIN2_UTF8");
    assertThat(pool.batches.get(2)).startsWith("quarterdeck: ");
    assertThat(pool.batches).noneMatch(batch -> batch.matches("(?is).*^GO\\s*$.*"));
  }

  @Test
  void aSecondPublicationChangesNothing() {
    publish(LAKE);
    assertThat(publish(LAKE)).isEmpty();
  }

  @Test
  void anotherLakeChangesTheDataSourceOnly() {
    publish(LAKE);
    assertThat(publish("https://stother.dfs.core.windows.net/lake")).containsExactly("lake");
    assertThat(pool.batches)
        .anyMatch(
            batch ->
                batch.contains("location <> N'https://stother.dfs.core.windows.net/lake'")
                    && batch.contains("DROP EXTERNAL DATA SOURCE lake"));
  }

  @Test
  void noScriptContainsAKeyOrAPassword() {
    publish(LAKE);
    assertThat(pool.batches)
        .anyMatch(batch -> batch.contains("WITH IDENTITY = N'Managed Identity'"))
        .noneMatch(batch -> batch.matches("(?is).*(SECRET|PASSWORD)\\s*=.*"));
  }

  @Test
  void theTablesAreThoseThatTheJobsWrite() {
    publish(LAKE);
    assertThat(String.join("\n", pool.batches))
        .contains("BULK 'gold/topics_of_the_day/'")
        .contains("BULK 'gold/topic_drift/'")
        .contains("BULK 'silver/stackoverflow-posts/'");
  }

  @Test
  void aRefusalStopsThePublicationAndNamesTheScript() {
    pool.refused = "dbo.topic_drift";
    assertThatThrownBy(() -> publish(LAKE))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(
            "Cannot run 30-views.sql in the serverless SQL pool: found CREATE VIEW permission"
                + " denied in database 'quarterdeck'.")
        .hasMessageContaining("and run doctor.");
    assertThat(pool.objects).doesNotContainKey("topic_questions");
    pool.refused = "";
    assertThat(publish(LAKE)).containsExactly("topic_drift", "topic_questions");
  }

  @Test
  void aValueThatEndsALiteralIsRefused() {
    assertThatThrownBy(() -> publish("https://x/'; DROP DATABASE quarterdeck --"))
        .hasMessageStartingWith(
            "Cannot publish 15-moved-source.sql: found 'https://x/'; DROP DATABASE quarterdeck --' for"
                + " $(lake); expected a value of letters, digits and :/._-.");
    assertThatThrownBy(() -> SqlScript.all(FOLDER, Map.of()))
        .hasMessageStartingWith("Cannot publish 15-moved-source.sql: found no value for $(lake)");
  }

  @Test
  void aScriptWithoutADatabaseAndAFolderWithoutScriptsAreRefused(@TempDir Path empty) {
    assertThatThrownBy(() -> SqlScript.of("a.sql", "SELECT 1\nGO\n", Map.of()))
        .hasMessage(
            "Cannot publish a.sql: found another first line; expected '-- Database: NAME'. Correct"
                + " the file.");
    assertThatThrownBy(() -> SqlScript.all(empty, Map.of()))
        .hasMessageContaining("found no file that ends with .sql");
  }

  @Test
  void theDriverEncryptsAndChecksTheCertificateAndHasNoPassword() {
    SQLServerDataSource source = ServerlessSql.source("syn-1.example", "quarterdeck", "token");
    assertThat(source.getEncrypt()).isEqualTo("true");
    assertThat(source.getTrustServerCertificate()).isFalse();
    assertThat(source.getUser()).isNull();
    assertThat(source.getURL()).doesNotContain("token");
  }

  @Test
  void aPoolThatDoesNotAnswerIsReportedWithTheAddress() throws IOException {
    int port;
    try (ServerSocket unused = new ServerSocket(0)) {
      port = unused.getLocalPort();
    }
    ServerlessSql closed =
        database -> {
          SQLServerDataSource source = ServerlessSql.source("127.0.0.1", database, "token");
          source.setPortNumber(port);
          source.setLoginTimeout(5);
          source.setConnectRetryCount(0);
          return source.getConnection();
        };
    assertThatThrownBy(() -> new SqlPublication(closed, scripts(LAKE), Progress.silent()).run())
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("Cannot connect in the serverless SQL pool: found ")
        .hasMessageContaining("127.0.0.1, port " + port);
  }

  private List<String> publish(String lake) {
    return new SqlPublication(pool, scripts(lake), Progress.silent()).run();
  }

  private static List<SqlScript> scripts(String lake) {
    return SqlScript.all(FOLDER, Map.of("lake", lake));
  }
}
