package io.quarterdeck.azure.stack;

import com.azure.storage.blob.BlobServiceClientBuilder;
import io.quarterdeck.azure.outputs.MissingSystem;
import io.quarterdeck.contract.PlatformSystemName;
import java.util.Optional;
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
  /**
   * The names of the containers that Quarterdeck uses.
   *
   * @param exports the container of the batch system; empty if the stack does not have this system
   */
  public record Containers(
      String landing, Optional<String> exports, String quarantine, String artifacts) {
    /** The names that the Pulumi program assigns. */
    public static final Containers DEFAULT =
        new Containers("landing", Optional.of("curated"), "quarantine", "artifacts");

    /**
     * Returns the container for exports.
     *
     * @throws io.quarterdeck.loader.failure.Failure if the stack does not have the batch system
     */
    public String curated() {
      return exports.orElseThrow(() -> MissingSystem.failure(PlatformSystemName.BATCH));
    }
  }
}
