package io.quarterdeck.azure.blob;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.options.BlobUploadFromFileOptions;
import io.quarterdeck.azure.stack.BlobEndpoint;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.ledger.Ledger;
import io.quarterdeck.loader.load.FileLanding;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.rows.FileDigest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * The landing container. {@code landing/DATASET/} holds the files that the job loads and the files
 * of published loads; {@code landing/_loading/DATASET/} holds files whose load is not published yet
 * (docs/file-states.md). Thread-safe.
 */
public final class Landing implements FileLanding {
  private static final String DIGEST = "sha256";
  private static final long BLOCK_BYTES = 8L << 20;
  private static final int BLOCKS_AT_ONCE = 2;

  private final BlobEndpoint blob;

  public Landing(BlobEndpoint blob) {
    this.blob = blob;
  }

  @Override
  public String path(Path file, String dataset, FileDigest digest) {
    return container() + "/" + name(file, dataset, digest);
  }

  /**
   * Uploads a file for the job to {@code landing/DATASET/sha256=DIGEST/FILE}. If the file is
   * already there, only updates the time at which it landed, because the caller wants it to be
   * loaded now.
   *
   * @return the path of the file, as container/path
   * @throws Failure if Blob is unreachable or refuses the request
   */
  public String upload(Path file, String dataset, FileDigest digest, Progress progress) {
    String name = name(file, dataset, digest);
    copy(file, digest, name, progress);
    return container() + "/" + name;
  }

  @Override
  public void stage(Path file, String dataset, FileDigest digest, Progress progress) {
    copy(file, digest, LandingRecovery.STAGED + name(file, dataset, digest), progress);
  }

  @Override
  public void publish(Path file, String dataset, FileDigest digest, Progress progress) {
    progress.phase("moving the file to " + path(file, dataset, digest));
    String name = name(file, dataset, digest);
    new BlobMove(blob, progress)
        .move(container(), LandingRecovery.STAGED + name, container(), name);
  }

  @Override
  public void discard(Path file, String dataset, FileDigest digest, Progress progress) {
    new BlobMove(blob, progress)
        .delete(container(), LandingRecovery.STAGED + name(file, dataset, digest));
  }

  @Override
  public void recover(String dataset, Ledger ledger, Progress progress) throws SQLException {
    new LandingRecovery(blob, dataset, ledger, progress).run();
  }

  /**
   * Whether {@code landing/DATASET/} has a file that the job has not published.
   *
   * @throws Failure if Blob is unreachable or refuses the request
   */
  public boolean hasNewFile(Dataset dataset, Ledger ledger, Progress progress) throws SQLException {
    return new LandingRecovery(blob, dataset.name(), ledger, progress).hasNewFile(dataset);
  }

  /**
   * Uploads the rejects to {@code quarantine/DATASET/sha256=DIGEST/FILE.rejects.csv}, the path that
   * the job also uses. Replaces the rejects of an earlier load of the same content.
   */
  @Override
  public Optional<String> quarantine(
      Path rejects, Path file, String dataset, FileDigest digest, Progress progress) {
    String container = blob.containers().quarantine();
    String name = name(file, dataset, digest) + ".rejects.csv";
    String where = container + "/" + name;
    progress.phase("uploading rejects to " + where);
    try {
      Blobs.client(blob, container, name, progress).uploadFromFile(rejects.toString(), true);
      return Optional.of(where);
    } catch (RuntimeException e) {
      throw failure(rejects, where, e);
    }
  }

  private String container() {
    return blob.containers().landing();
  }

  private static String name(Path file, String dataset, FileDigest digest) {
    return dataset + "/sha256=" + digest.sha256() + "/" + file.getFileName();
  }

  private void copy(Path file, FileDigest digest, String name, Progress progress) {
    String where = container() + "/" + name;
    progress.phase("uploading to " + where);
    try {
      BlobClient client = Blobs.client(blob, container(), name, progress);
      if (isThere(client, digest)) {
        client.setMetadata(metadata(digest));
      } else {
        upload(file, digest, client, progress);
      }
    } catch (RuntimeException e) {
      throw failure(file, where, e);
    }
  }

  private Failure failure(Path file, String where, RuntimeException cause) {
    return BlobError.failure(
        "upload %s to %s at %s".formatted(file, where, blob.url()),
        "a Blob account that can be written to",
        cause);
  }

  /**
   * The digest of the file on disk. For a compressed file, it differs from the digest of its
   * content.
   */
  private static Map<String, String> metadata(FileDigest digest) {
    return Map.of(DIGEST, digest.fileSha256().orElse(digest.sha256()));
  }

  private static boolean isThere(BlobClient client, FileDigest digest) {
    try {
      BlobProperties properties = client.getProperties();
      return properties.getBlobSize() == digest.bytes()
          && metadata(digest).get(DIGEST).equals(properties.getMetadata().get(DIGEST));
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
            .setMetadata(metadata(digest)),
        null,
        Context.NONE);
  }
}
