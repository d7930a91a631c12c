package io.quarterdeck.etl.blob;

import com.azure.storage.blob.BlobClient;
import io.quarterdeck.etl.stack.BlobEndpoint;

/** Clients of single blobs, which ask again as we want it. */
final class Blobs {
  private Blobs() {}

  static BlobClient client(BlobEndpoint blob, String container, String path) {
    return blob.clients()
        .get()
        .retryOptions(Retries.OF_BLOB)
        .buildClient()
        .getBlobContainerClient(container)
        .getBlobClient(path);
  }
}
