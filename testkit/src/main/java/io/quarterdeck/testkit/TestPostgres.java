package io.quarterdeck.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real PostgreSQL server for one test class. */
public final class TestPostgres implements BeforeAllCallback, AfterAllCallback {
  private EmbeddedPostgres server;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    server = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    server.close();
  }

  public String jdbcUrl() {
    return server.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", "");
  }

  public Connection connect() throws SQLException {
    return server.getPostgresDatabase().getConnection();
  }

  public void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * The rows in the form of psql's unaligned output: fields joined by {@code |}, null as an empty
   * string.
   */
  public List<String> rows(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      int width = answer.getMetaData().getColumnCount();
      while (answer.next()) {
        List<String> fields = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          String field = answer.getString(i);
          fields.add(field == null ? "" : field);
        }
        rows.add(String.join("|", fields));
      }
      return rows;
    }
  }
}
