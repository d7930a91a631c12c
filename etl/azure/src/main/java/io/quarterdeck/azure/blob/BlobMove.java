package io.quarterdeck.azure.blob;

import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.core.util.polling.PollResponse;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobCopyInfo;
import io.quarterdeck.azure.stack.BlobEndpoint;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.time.Duration;

/**
 * Moves blobs within one account. Blob has no rename: the service copies the blob, and the original
 * is deleted only when the copy is complete, so an interrupted move leaves the original.
 *
 * @param blob the account
 * @param progress receives a note for each retry
 */
record BlobMove(BlobEndpoint blob, Progress progress) {
  private static final Duration BETWEEN_POLLS = Duration.ofMillis(200);

  /**
   * Moves a blob and replaces an existing blob at the target.
   *
   * @throws Failure if Blob is unreachable or refuses the request, or the copy fails
   */
  void move(String fromContainer, String from, String toContainer, String to) {
    BlobClient original = Blobs.client(blob, fromContainer, from, progress);
    try {
      PollResponse<BlobCopyInfo> copied =
          Blobs.client(blob, toContainer, to, progress)
              .beginCopy(original.getBlobUrl(), BETWEEN_POLLS)
              .waitForCompletion();
      if (!LongRunningOperationStatus.SUCCESSFULLY_COMPLETED.equals(copied.getStatus())) {
        throw new IllegalStateException(
            "the copy ended as %s: %s".formatted(copied.getStatus(), copied.getValue().getError()));
      }
      original.deleteIfExists();
    } catch (RuntimeException e) {
      throw failure("move " + fromContainer + "/" + from + " to " + toContainer + "/" + to, e);
    }
  }

  /**
   * Deletes a blob if it exists.
   *
   * @throws Failure if Blob is unreachable or refuses the request
   */
  void delete(String container, String name) {
    try {
      Blobs.client(blob, container, name, progress).deleteIfExists();
    } catch (RuntimeException e) {
      throw failure("delete " + container + "/" + name, e);
    }
  }

  private Failure failure(String what, RuntimeException cause) {
    return BlobError.failure(
        what + " at " + blob.url(), "a Blob account that can be written to", cause);
  }
}
