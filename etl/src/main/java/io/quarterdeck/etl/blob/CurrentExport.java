package io.quarterdeck.etl.blob;

import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobStorageException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.stack.BlobEndpoint;
import io.quarterdeck.etl.stack.ExportResult;
import io.quarterdeck.etl.terminal.Progress;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The export that readers follow, as its manifest {@code curated/DATASET/manifest.json} names it.
 *
 * @param result what the run left
 * @param loadIds the loads whose rows it has
 * @param loads the same with their files; none in the manifest of an older job
 */
public record CurrentExport(ExportResult result, Set<Long> loadIds, List<ExportedLoad> loads) {
  private static final JsonFactory JSON = new JsonFactory();

  /** The load of the file with this digest, if its rows are in the export. */
  public Optional<ExportedLoad> load(String sha256) {
    return loads.stream().filter(load -> load.sha256().equals(sha256)).findFirst();
  }

  /** Where readers look, in the curated container. */
  static String path(String dataset) {
    return dataset + "/manifest.json";
  }

  /**
   * Reads the manifest.
   *
   * @param progress is told of each time that Blob has to be asked again
   * @return nothing when there has been no export yet
   * @throws Failure when Blob cannot be reached, or the manifest cannot be understood
   */
  public static Optional<CurrentExport> read(BlobEndpoint blob, String dataset, Progress progress) {
    String container = blob.containers().curated();
    String path = path(dataset);
    String where = container + "/" + path;
    try {
      BlobClient client = Blobs.client(blob, container, path, progress);
      byte[] manifest = client.downloadContent().toBytes();
      // A job that died between making the blob and filling it leaves it empty: export again.
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
   * Reads a manifest's text.
   *
   * @throws Failure when it is none
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
          // The manifest tells its other readers more than is asked here.
          default -> json.skipChildren();
        }
      }
    }
    return new CurrentExport(
        new ExportResult(runId, rows, data, aggregates, where), loadIds, loads);
  }

  private static Failure unreadable(String where, Exception cause) {
    BlobTrouble trouble = BlobTrouble.of(cause);
    return new Failure(
        "Cannot read the manifest "
            + where
            + ": "
            + trouble.found()
            + "; expected the manifest of the current export. "
            + trouble.advice(),
        cause);
  }
}
