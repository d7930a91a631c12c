package io.quarterdeck.etl.blob;

import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.quarterdeck.etl.stack.BlobEndpoint;
import io.quarterdeck.etl.terminal.Progress;

/** Clients of blobs, which ask again as we want it. */
final class Blobs {
  /** One try of at most five minutes: {@link BlobPersistence} makes the others. */
  private static final RequestRetryOptions ONE_TRY =
      new RequestRetryOptions(RetryPolicyType.FIXED, 1, 300, 500L, 500L, null);

  private Blobs() {}

  /**
   * A client.
   *
   * @param progress is told of each time that Blob has to be asked again
   */
  static BlobClient client(BlobEndpoint blob, String container, String path, Progress progress) {
    return container(blob, container, progress).getBlobClient(path);
  }

  /** The same for all blobs of a container. */
  static BlobContainerClient container(BlobEndpoint blob, String container, Progress progress) {
    return blob.clients()
        .get()
        .retryOptions(ONE_TRY)
        .addPolicy(new BlobPersistence(progress))
        .buildClient()
        .getBlobContainerClient(container);
  }
}
