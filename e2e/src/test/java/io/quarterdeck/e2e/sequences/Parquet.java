package io.quarterdeck.e2e.sequences;

import static java.util.stream.Collectors.joining;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quarterdeck.e2e.sequences.ObservedState.Export;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The exports of one dataset, read as a data scientist would: the manifest by its name, and its
 * Parquet files with DuckDB. An export is read again only when the manifest changes.
 */
final class Parquet {
  private final BlobContainerClient curated;
  private final Path folder;
  private String manifest = "";
  private Optional<Export> export = Optional.empty();

  /**
   * @param folder for copies of the files
   */
  Parquet(BlobContainerClient curated, Path folder) {
    this.curated = curated;
    this.folder = folder;
  }

  Optional<Export> read(String path) throws IOException, SQLException {
    String text;
    try {
      text = curated.getBlobClient(path).downloadContent().toString();
    } catch (BlobStorageException e) {
      if (e.getStatusCode() == 404) {
        return Optional.empty();
      }
      throw e;
    }
    if (!text.equals(manifest)) {
      export = Optional.of(read(JsonParser.parseString(text).getAsJsonObject()));
      manifest = text;
    }
    return export;
  }

  private Export read(JsonObject json) throws IOException, SQLException {
    List<Long> loads = new ArrayList<>();
    for (JsonElement load : json.getAsJsonArray("loads")) {
      loads.add(load.getAsJsonObject().get("id").getAsLong());
    }
    List<String> columns = new ArrayList<>();
    for (JsonElement field : json.getAsJsonArray("schema")) {
      columns.add(field.getAsJsonObject().get("name").getAsString());
    }
    String data = json.get("data").getAsString();
    return new Export(loads, json.get("rows").getAsLong(), columns, rows(files(data), columns));
  }

  /** Copies the files below a path, which begins with the container. */
  private List<Path> files(String data) throws IOException {
    List<Path> files = new ArrayList<>();
    String prefix = data.substring(data.indexOf('/') + 1) + "/";
    for (BlobItem item : curated.listBlobs(new ListBlobsOptions().setPrefix(prefix), null)) {
      if (item.getName().endsWith(".parquet")) {
        Path file = Files.createTempFile(folder, "part", ".parquet");
        Files.write(file, curated.getBlobClient(item.getName()).downloadContent().toBytes());
        files.add(file);
      }
    }
    return files;
  }

  private static List<String> rows(List<Path> files, List<String> columns) throws SQLException {
    if (files.isEmpty()) {
      return List.of();
    }
    String names = files.stream().map(file -> "'" + file + "'").collect(joining(", ", "[", "]"));
    String texts = columns.stream().map(name -> name + "::varchar").collect(joining(", "));
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("set threads = 1");
      try (ResultSet answer =
          statement.executeQuery("select " + texts + " from read_parquet(" + names + ")")) {
        while (answer.next()) {
          String[] values = new String[columns.size()];
          for (int index = 0; index < values.length; index++) {
            values[index] = answer.getString(index + 1);
          }
          rows.add(Row.shown(Stream.of(values)));
        }
      }
    }
    return rows.stream().sorted().toList();
  }
}
