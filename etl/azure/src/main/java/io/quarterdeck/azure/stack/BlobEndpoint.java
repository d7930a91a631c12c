package io.quarterdeck.azure.stack;

import com.azure.storage.blob.BlobServiceClientBuilder;
import java.util.function.Supplier;

/**
 * The stack's Blob account.
 *
 * @param url the account's Blob endpoint
 * @param clients creates client builders with this stack's credentials (a token in Azure)
 * @param containers the names of the account's containers
 */
public record BlobEndpoint(
    String url, Supplier<BlobServiceClientBuilder> clients, Containers containers) {
  /** The names of the containers that Quarterdeck uses. */
  public record Containers(String landing, String curated, String quarantine, String artifacts) {
    /** The names that the Pulumi program assigns. */
    public static final Containers DEFAULT =
        new Containers("landing", "curated", "quarantine", "artifacts");
  }
}
