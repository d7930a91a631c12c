package io.quarterdeck.azure.blob;

import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobStorageException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.quarterdeck.azure.stack.BlobEndpoint;
import io.quarterdeck.azure.stack.ExportResult;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The current export, which the manifest {@code curated/DATASET/manifest.json} names.
 *
 * @param result the result of the run
 * @param loadIds the ids of the exported loads
 * @param loads the exported loads with their files; empty if an older job wrote the manifest
 */
public record CurrentExport(ExportResult result, Set<Long> loadIds, List<ExportedLoad> loads) {
  private static final JsonFactory JSON = new JsonFactory();

  /** The load of the file with this digest, if the export has its rows. */
  public Optional<ExportedLoad> load(String sha256) {
    return loads.stream().filter(load -> load.sha256().equals(sha256)).findFirst();
  }

  /** The path of the manifest in the curated container. */
  static String path(String dataset) {
    return dataset + "/manifest.json";
  }

  /**
   * Reads the manifest.
   *
   * @param progress receives a note for each retry
   * @return empty if there is no export yet
   * @throws Failure if Blob is unreachable, or the manifest is invalid
   */
  public static Optional<CurrentExport> read(BlobEndpoint blob, String dataset, Progress progress) {
    String container = blob.containers().curated();
    String path = path(dataset);
    String where = container + "/" + path;
    try {
      BlobClient client = Blobs.client(blob, container, path, progress);
      byte[] manifest = client.downloadContent().toBytes();
      // If a job is killed between creating and writing the blob, the manifest is empty. The caller
      // then exports again.
      return manifest.length == 0 ? Optional.empty() : Optional.of(parse(manifest, where));
    } catch (BlobStorageException e) {
      if (e.getStatusCode() == 404) {
        return Optional.empty();
      }
      throw unreadable(where, e);
    } catch (Failure e) {
      throw e;
    } catch (RuntimeException e) {
      throw unreadable(where, e);
    }
  }

  /**
   * Parses a manifest.
   *
   * @throws Failure if the text is not a manifest
   */
  static CurrentExport parse(byte[] bytes, String where) {
    try {
      return fields(bytes, where);
    } catch (IOException e) {
      throw unreadable(where, e);
    }
  }

  private static CurrentExport fields(byte[] bytes, String where) throws IOException {
    String runId = "";
    long rows = 0;
    String data = "";
    Optional<String> aggregates = Optional.empty();
    Set<Long> loadIds = new TreeSet<>();
    List<ExportedLoad> loads = List.of();
    try (JsonParser json = JSON.createParser(bytes)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "runId" -> runId = json.getText();
          case "rows" -> rows = json.getLongValue();
          case "data" -> data = json.getText();
          case "aggregates" -> aggregates = Optional.ofNullable(json.getValueAsString());
          case "loadIds" -> {
            while (json.nextToken() != JsonToken.END_ARRAY) {
              loadIds.add(json.getLongValue());
            }
          }
          case "loads" -> loads = ExportedLoad.all(json);
          // Other readers use the other fields of the manifest.
          default -> json.skipChildren();
        }
      }
    }
    return new CurrentExport(
        new ExportResult(runId, rows, data, aggregates, where), loadIds, loads);
  }

  private static Failure unreadable(String where, Exception cause) {
    return BlobError.failure(
        "read the manifest " + where, "the manifest of the current export", cause);
  }
}
