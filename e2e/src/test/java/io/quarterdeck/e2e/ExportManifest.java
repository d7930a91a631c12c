package io.quarterdeck.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;

/** The manifest of a dataset's current export, read through Blob's client. */
final class ExportManifest {
  private ExportManifest() {}

  /** Returns the text of the manifest. Checks that Parquet files of a run also exist. */
  static String of(LocalStackStatus status, String dataset) {
    BlobContainerClient curated = status.container("curated");
    assertThat(curated.listBlobs().stream().map(BlobItem::getName))
        .anyMatch(name -> name.endsWith(".parquet") && name.startsWith(dataset + "/run="));
    return curated.getBlobClient(dataset + "/manifest.json").downloadContent().toString();
  }
}
