package io.quarterdeck.etl.blob;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.options.BlobUploadFromFileOptions;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.load.FileLanding;
import io.quarterdeck.etl.rows.FileDigest;
import io.quarterdeck.etl.stack.BlobEndpoint;
import io.quarterdeck.etl.terminal.Progress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The container that files land in before they are loaded. Safe for use by several threads. */
public final class Landing implements FileLanding {
  private static final String DIGEST = "sha256";
  private static final long BLOCK_BYTES = 8L << 20;
  private static final int BLOCKS_AT_ONCE = 2;

  private final BlobEndpoint blob;

  public Landing(BlobEndpoint blob) {
    this.blob = blob;
  }

  /**
   * Uploads the file to {@code landing/DATASET/sha256=DIGEST/FILE}, unless these bytes are there
   * already.
   *
   * @return where it lies, as container/path
   * @throws Failure when Blob cannot be reached or refuses
   */
  @Override
  public String upload(Path file, String dataset, FileDigest digest, Progress progress) {
    String container = blob.containers().landing();
    String path = path(file, dataset, digest);
    String where = container + "/" + path;
    progress.phase("uploading to " + where);
    try {
      BlobClient client = Blobs.client(blob, container, path, progress);
      if (!isThere(client, digest)) {
        upload(file, digest, client, progress);
      }
      return where;
    } catch (RuntimeException e) {
      throw failure(file, where, e);
    }
  }

  /**
   * Uploads the rejects to {@code quarantine/DATASET/sha256=DIGEST/FILE.rejects.csv}, where the job
   * keeps its own; those of another load of these bytes are overwritten.
   */
  @Override
  public Optional<String> quarantine(
      Path rejects, Path file, String dataset, FileDigest digest, Progress progress) {
    String container = blob.containers().quarantine();
    String path = path(file, dataset, digest) + ".rejects.csv";
    String where = container + "/" + path;
    progress.phase("uploading rejects to " + where);
    try {
      Blobs.client(blob, container, path, progress).uploadFromFile(rejects.toString(), true);
      return Optional.of(where);
    } catch (RuntimeException e) {
      throw failure(rejects, where, e);
    }
  }

  private static String path(Path file, String dataset, FileDigest digest) {
    return dataset + "/sha256=" + digest.sha256() + "/" + file.getFileName();
  }

  private Failure failure(Path file, String where, RuntimeException cause) {
    BlobTrouble trouble = BlobTrouble.of(cause);
    return new Failure(
        "Cannot upload "
            + file
            + " to "
            + where
            + " at "
            + blob.url()
            + ": "
            + trouble.found()
            + "; expected a Blob account that can be written to. "
            + trouble.advice(),
        cause);
  }

  private static boolean isThere(BlobClient client, FileDigest digest) {
    try {
      BlobProperties properties = client.getProperties();
      return properties.getBlobSize() == digest.bytes()
          && digest.sha256().equals(properties.getMetadata().get(DIGEST));
    } catch (BlobStorageException e) {
      if (e.getStatusCode() == 404) {
        return false;
      }
      throw e;
    }
  }

  private static void upload(Path file, FileDigest digest, BlobClient client, Progress progress) {
    ParallelTransferOptions transfer =
        new ParallelTransferOptions()
            .setBlockSizeLong(BLOCK_BYTES)
            .setMaxConcurrency(BLOCKS_AT_ONCE)
            .setMaxSingleUploadSizeLong(BLOCK_BYTES)
            .setProgressListener(sent -> progress.advance(sent, digest.bytes(), "bytes"));
    client.uploadFromFileWithResponse(
        new BlobUploadFromFileOptions(file.toString())
            .setParallelTransferOptions(transfer)
            .setMetadata(Map.of(DIGEST, digest.sha256())),
        null,
        Context.NONE);
  }
}
