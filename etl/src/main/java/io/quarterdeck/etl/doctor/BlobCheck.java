package io.quarterdeck.etl.doctor;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.quarterdeck.etl.Causes;
import io.quarterdeck.etl.Loopback;
import io.quarterdeck.etl.azure.AzureAccess;
import io.quarterdeck.etl.stack.BlobEndpoint;
import io.quarterdeck.etl.stack.RecreateAdvice;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/**
 * A blob can be written to the landing container, and deleted again.
 *
 * @param needs reach and sign-in
 * @param access whether a key or a token is shown
 */
record BlobCheck(List<String> needs, BlobEndpoint blob, AzureAccess access) implements Check {
  /** Two attempts: the server may have closed an idle connection just before the first. */
  private static final RequestRetryOptions ATTEMPTS =
      new RequestRetryOptions(RetryPolicyType.FIXED, 2, 15, 200L, 200L, null);

  @Override
  public String name() {
    return "blob write";
  }

  @Override
  public Finding look() {
    String container = blob.containers().landing();
    // No dataset has a name that begins with a dot: no load finds it, should deleting fail.
    String path = ".doctor/" + UUID.randomUUID();
    try {
      BlobClient client =
          blob.clients()
              .get()
              .retryOptions(ATTEMPTS)
              .buildClient()
              .getBlobContainerClient(container)
              .getBlobClient(path);
      client.upload(BinaryData.fromString("written by ./quarterdeck doctor"));
      client.delete();
    } catch (BlobStorageException e) {
      String code = e.getErrorCode() == null ? "" : e.getErrorCode().toString();
      String said = code.isEmpty() ? "HTTP " + e.getStatusCode() : code;
      return Finding.failed(
          "%s of %s/%s is refused: %s".formatted(operation(e), container, path, said),
          advice(code, e));
    }
    return Finding.ok("written to " + container + " and deleted");
  }

  private static String operation(BlobStorageException e) {
    return e.getResponse().getRequest().getHttpMethod().toString().equals("DELETE")
        ? "deleting"
        : "writing";
  }

  private String advice(String code, BlobStorageException e) {
    return switch (code) {
      case "AuthorizationPermissionMismatch" ->
          "Have the role Storage Blob Data Contributor on the account assigned to you; it takes"
              + " some minutes to count.";
      case "AuthenticationFailed" -> access.storageKey().isPresent() ? Refused.KEY : Refused.TOKEN;
      // Azurite's word for a wrong key, and no network rules of Azure's are on loopback.
      case "AuthorizationFailure" ->
          access.storageKey().isPresent() && Loopback.is(url())
              ? Refused.KEY
              : "The account's network rules refuse you. " + Unreachable.INSIDE;
      case "ContainerNotFound" -> RecreateAdvice.of(url());
      case "KeyBasedAuthenticationNotPermitted" ->
          "The account takes tokens only: unset QUARTERDECK_STORAGE_KEY_FILE.";
      default -> "Blob says: " + Causes.of(e) + ".";
    };
  }

  private URI url() {
    return URI.create(blob.url());
  }
}
