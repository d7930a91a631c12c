package io.quarterdeck.local.datafactory.activity;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.datafactory.activity.FactoryFiles.LakeFile;
import io.quarterdeck.local.datafactory.expression.TemplateScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The copy activity: a query of PostgreSQL to a Parquet file, Parquet files to Parquet files, a
 * text file of a web server to a text file, and files as they are. The output has the names of
 * Microsoft Learn, "Monitor copy activity", section "Monitor programmatically".
 */
final class CopyActivity {
  private final LinkedConnections connections;
  private final IntegrationRuntime runtime;

  CopyActivity(LinkedConnections connections, IntegrationRuntime runtime) {
    this.connections = connections;
    this.runtime = runtime;
  }

  JsonObject run(JsonObject activity, TemplateScope scope)
      throws ActivityFailure, InterruptedException {
    JsonObject properties = activity.getAsJsonObject("typeProperties");
    JsonObject source = scope.resolve(properties.get("source")).getAsJsonObject();
    JsonObject sink = scope.resolve(properties.get("sink")).getAsJsonObject();
    DatasetFolder from = dataset(activity, "inputs", scope);
    DatasetFolder to = dataset(activity, "outputs", scope);
    String kind = source.get("type").getAsString() + " to " + sink.get("type").getAsString();
    long start = System.nanoTime();
    JsonObject output =
        switch (kind) {
          case "PostgreSqlV2Source to ParquetSink" -> table(source, from, to);
          case "ParquetSource to ParquetSink" -> parquet(source, from, to);
          case "BinarySource to BinarySink" -> binary(source, from, to);
          case "DelimitedTextSource to DelimitedTextSink" -> text(source, from, to);
          default ->
              throw new ActivityFailure(
                  "2200", "A copy from " + kind + " is not supported on the local stack.");
        };
    long seconds = Math.max(1, (System.nanoTime() - start) / 1_000_000_000L);
    output.addProperty("copyDuration", seconds);
    output.addProperty("throughput", output.get("dataRead").getAsDouble() / 1024 / seconds);
    output.add("errors", new JsonArray());
    output.addProperty("effectiveIntegrationRuntime", "AutoResolveIntegrationRuntime (local)");
    return output;
  }

  private DatasetFolder dataset(JsonObject activity, String side, TemplateScope scope)
      throws ActivityFailure {
    return connections
        .artefacts()
        .dataset(activity.getAsJsonArray(side).get(0).getAsJsonObject(), scope);
  }

  private JsonObject table(JsonObject source, DatasetFolder from, DatasetFolder to)
      throws ActivityFailure, InterruptedException {
    LinkedConnections.Database database = connections.database(from.linkedService());
    String target =
        to.path(
            to.file().orElseThrow(() -> new ActivityFailure("2200", "The sink names no file.")));
    return runtime.withFolder(
        folder -> {
          Path file = folder.resolve("rows.parquet");
          IntegrationRuntime.Rows rows =
              runtime.run(
                  folder,
                  Map.of(
                      "url", database.url(),
                      "user", database.user(),
                      "password", database.password(),
                      "query", source.get("query").getAsString(),
                      "target", file.toString()));
          connections.files(to).upload(file, target);
          JsonObject output = counts(Files.size(file), Files.size(file), rows);
          output.addProperty("filesWritten", 1);
          return output;
        });
  }

  private JsonObject parquet(JsonObject source, DatasetFolder from, DatasetFolder to)
      throws ActivityFailure, InterruptedException {
    List<LakeFile> files = sources(source, from);
    return runtime.withFolder(
        folder -> {
          long read = 0;
          long written = 0;
          long rowsRead = 0;
          long rowsWritten = 0;
          for (LakeFile file : files) {
            Path original = folder.resolve("source.parquet");
            Path copy = folder.resolve("target.parquet");
            Files.deleteIfExists(copy);
            connections.files(from).download(file.path(), original);
            IntegrationRuntime.Rows rows =
                runtime.run(
                    folder, Map.of("source", original.toString(), "target", copy.toString()));
            connections.files(to).upload(copy, target(to, from, file));
            read += Files.size(original);
            written += Files.size(copy);
            rowsRead += rows.read();
            rowsWritten += rows.written();
          }
          JsonObject output =
              counts(read, written, new IntegrationRuntime.Rows(rowsRead, rowsWritten));
          output.addProperty("filesRead", files.size());
          output.addProperty("filesWritten", files.size());
          return output;
        });
  }

  private JsonObject text(JsonObject source, DatasetFolder from, DatasetFolder to)
      throws ActivityFailure, InterruptedException {
    JsonObject settings = source.getAsJsonObject("storeSettings");
    if (settings == null || !settings.get("type").getAsString().equals("HttpReadSettings")) {
      throw new ActivityFailure(
          "2200", "A copy of text is supported on the local stack only from an HTTP endpoint.");
    }
    String relative = from.file().orElse("");
    WebFile file =
        WebFile.of(
            connections.web(from.linkedService()),
            relative,
            settings.has("requestTimeout") ? settings.get("requestTimeout").getAsString() : "");
    String target =
        to.path(
            to.file().orElseThrow(() -> new ActivityFailure("2200", "The sink names no file.")));
    return runtime.withFolder(
        folder -> {
          Path original = folder.resolve("source.csv");
          Path copy = folder.resolve("target.csv");
          file.download(original);
          IntegrationRuntime.Rows rows =
              new DelimitedText(from.delimiter().orElse(",")).copy(relative, original, copy);
          connections.files(to).upload(copy, target);
          JsonObject output = counts(Files.size(original), Files.size(copy), rows);
          output.addProperty("filesRead", 1);
          output.addProperty("filesWritten", 1);
          return output;
        });
  }

  private JsonObject binary(JsonObject source, DatasetFolder from, DatasetFolder to)
      throws ActivityFailure, InterruptedException {
    List<LakeFile> files = sources(source, from);
    return runtime.withFolder(
        folder -> {
          long bytes = 0;
          for (LakeFile file : files) {
            Path copy = folder.resolve("file");
            connections.files(from).download(file.path(), copy);
            connections.files(to).upload(copy, target(to, from, file));
            bytes += Files.size(copy);
          }
          JsonObject output = new JsonObject();
          output.addProperty("dataRead", bytes);
          output.addProperty("dataWritten", bytes);
          output.addProperty("filesRead", files.size());
          output.addProperty("filesWritten", files.size());
          return output;
        });
  }

  private static JsonObject counts(long read, long written, IntegrationRuntime.Rows rows)
      throws IOException {
    JsonObject output = new JsonObject();
    output.addProperty("dataRead", read);
    output.addProperty("dataWritten", written);
    output.addProperty("rowsRead", rows.read());
    output.addProperty("rowsCopied", rows.written());
    return output;
  }

  /** Returns the source's files. A copy of no file is a failure, as on Azure. */
  private List<LakeFile> sources(JsonObject source, DatasetFolder from) throws ActivityFailure {
    List<LakeFile> files = new ArrayList<>();
    for (LakeFile file : connections.files(from).below(from.folder())) {
      if (from.file().isPresent()
          ? file.path().equals(from.path(from.file().get()))
          : StoreSettings.of(source).includes(file)) {
        files.add(file);
      }
    }
    if (files.isEmpty()) {
      throw new ActivityFailure(
          "2200",
          "ErrorCode=UserErrorFileNotFound: found no file at '%s/%s'."
              .formatted(from.container(), from.path(from.file().orElse(""))));
    }
    return files;
  }

  /** Keeps the folders below the source's folder, and the name, unless the sink names a file. */
  private static String target(DatasetFolder to, DatasetFolder from, LakeFile file) {
    String below =
        from.folder().isEmpty() ? file.path() : file.path().substring(from.folder().length() + 1);
    return to.path(to.file().orElse(below));
  }
}
