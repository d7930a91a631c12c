package io.quarterdeck.azure.blob;

import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.quarterdeck.azure.stack.BlobEndpoint;
import io.quarterdeck.loader.progress.Progress;

/** Creates Blob clients with the retry policy of {@link BlobRetryPolicy}. */
final class Blobs {
  /**
   * One attempt of at most five minutes. {@link BlobRetryPolicy} retries instead of the library.
   */
  private static final RequestRetryOptions ONE_TRY =
      new RequestRetryOptions(RetryPolicyType.FIXED, 1, 300, 500L, 500L, null);

  private Blobs() {}

  /**
   * Creates a client of one blob.
   *
   * @param progress receives a note for each retry
   */
  static BlobClient client(BlobEndpoint blob, String container, String path, Progress progress) {
    return container(blob, container, progress).getBlobClient(path);
  }

  /** Creates a client of a container. */
  static BlobContainerClient container(BlobEndpoint blob, String container, Progress progress) {
    return blob.clients()
        .get()
        .retryOptions(ONE_TRY)
        .addPolicy(new BlobRetryPolicy(progress))
        .buildClient()
        .getBlobContainerClient(container);
  }
}
