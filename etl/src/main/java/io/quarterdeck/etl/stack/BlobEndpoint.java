package io.quarterdeck.etl.stack;

import com.azure.storage.blob.BlobServiceClientBuilder;
import java.util.function.Supplier;

/**
 * Where the stack's Blob account is.
 *
 * @param url the account's Blob endpoint
 * @param clients makes builders that carry this stack's credentials (a token in Azure)
 * @param containers the account's containers by their use
 */
public record BlobEndpoint(
    String url, Supplier<BlobServiceClientBuilder> clients, Containers containers) {
  /** The names of the containers that Quarterdeck uses. */
  public record Containers(String landing, String curated, String quarantine, String artifacts) {
    /** The names that the Pulumi program gives. */
    public static final Containers DEFAULT =
        new Containers("landing", "curated", "quarantine", "artifacts");
  }
}
