package io.quarterdeck.etl.blob;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.options.BlobUploadFromFileOptions;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.rows.FileDigest;
import io.quarterdeck.etl.stack.BlobEndpoint;
import io.quarterdeck.etl.terminal.Progress;
import java.nio.file.Path;
import java.util.Map;

/** The container that files land in before they are loaded. Safe for use by several threads. */
public final class Landing {
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
  public String upload(Path file, String dataset, FileDigest digest, Progress progress) {
    String container = blob.containers().landing();
    String path = dataset + "/sha256=" + digest.sha256() + "/" + file.getFileName();
    String where = container + "/" + path;
    progress.phase("uploading to " + where);
    try {
      BlobClient client = Blobs.client(blob, container, path);
      if (!isThere(client, digest)) {
        upload(file, digest, client, progress);
      }
      return where;
    } catch (RuntimeException e) {
      BlobTrouble trouble = BlobTrouble.of(e);
      throw new Failure(
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
          e);
    }
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
