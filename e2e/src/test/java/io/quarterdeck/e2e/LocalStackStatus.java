package io.quarterdeck.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The output of {@code local status --json}, with which other programs connect to the local stack.
 *
 * @param fields each field by its path, for example {@code postgres.port}
 */
public record LocalStackStatus(Map<String, String> fields) {
  public static LocalStackStatus of(Launcher launcher) throws IOException, InterruptedException {
    Launcher.Ended status = launcher.run("local", "status", "--json");
    assertThat(status.exitCode()).as(status.error()).isZero();
    return of(status.out());
  }

  /** Parses the output of the command. */
  public static LocalStackStatus of(String text) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser json = new JsonFactory().createParser(text)) {
      while (json.nextToken() != null) {
        if (json.currentToken().isScalarValue()) {
          String parent = json.getParsingContext().getParent().getCurrentName();
          fields.put(parent + "." + json.currentName(), json.getText());
        }
        assertThat(json.currentToken()).isNotEqualTo(JsonToken.START_ARRAY);
      }
    }
    return new LocalStackStatus(fields);
  }

  /** Returns the value of a field. */
  public String field(String path) {
    assertThat(fields).containsKey(path);
    return fields.get(path);
  }

  /** Returns a client of a container. */
  BlobContainerClient container(String name) {
    return new BlobServiceClientBuilder()
        .connectionString(field("blob.connectionString"))
        .httpClient(new JdkHttpClientBuilder().build())
        .buildClient()
        .getBlobContainerClient(name);
  }

  /** Returns the names of the blobs with this prefix. */
  List<String> blobs(String container, String prefix) {
    return container(container).listBlobs(new ListBlobsOptions().setPrefix(prefix), null).stream()
        .map(BlobItem::getName)
        .toList();
  }

  /** Returns a client of Databricks. */
  public WorkspaceClient databricks() {
    return new WorkspaceClient(
        new DatabricksConfig()
            .setAuthType("pat")
            .setHost(field("databricks.url"))
            .setToken(field("databricks.token")));
  }

  /** Connects to the database of the local stack. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        field("postgres.jdbcUrl"), field("postgres.user"), field("postgres.password"));
  }

  /** Returns rows, whose fields are joined by {@code |}; null is empty. */
  List<String> rows(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (answer.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
          String value = answer.getString(i);
          row.add(value == null ? "" : value);
        }
        rows.add(String.join("|", row));
      }
      return rows;
    }
  }
}
