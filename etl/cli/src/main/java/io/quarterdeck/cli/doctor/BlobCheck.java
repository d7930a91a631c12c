package io.quarterdeck.cli.doctor;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.stack.BlobEndpoint;
import io.quarterdeck.azure.stack.RecreateAdvice;
import io.quarterdeck.contract.Loopback;
import io.quarterdeck.loader.failure.Causes;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/**
 * Checks that a blob can be written to the landing container and deleted.
 *
 * @param needs the checks of reachability and sign-in
 * @param access determines whether requests use a key or a token
 */
record BlobCheck(List<String> needs, BlobEndpoint blob, AzureAccess access) implements Check {
  /** Two attempts, because the server may close an idle connection just before the first. */
  private static final RequestRetryOptions ATTEMPTS =
      new RequestRetryOptions(RetryPolicyType.FIXED, 2, 15, 200L, 200L, null);

  @Override
  public String name() {
    return SystemChecks.BLOB;
  }

  @Override
  public Finding look() {
    String container = blob.containers().landing();
    // Dataset names do not begin with a dot, so no load finds the blob if deleting it fails.
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
          "Ask for the role Storage Blob Data Contributor on the account. A new assignment takes"
              + " some minutes to take effect.";
      case "AuthenticationFailed" -> access.storageKey().isPresent() ? Refused.KEY : Refused.TOKEN;
      // Azurite returns this code for a wrong key. In Azure, network rules cause it.
      case "AuthorizationFailure" ->
          access.storageKey().isPresent() && Loopback.is(url())
              ? Refused.KEY
              : "The account's network rules refuse this machine. " + Unreachable.INSIDE;
      case "InvalidAuthenticationInfo", "NoAuthenticationInformation" -> Refused.TOKEN;
      case "ServerBusy" ->
          Loopback.is(url())
              ? Unreachable.ON_LOOPBACK
              : "The account is busy: run this again in some minutes.";
      case "ContainerNotFound" -> RecreateAdvice.of(url());
      case "KeyBasedAuthenticationNotPermitted" ->
          "The account accepts only tokens: unset QUARTERDECK_STORAGE_KEY_FILE.";
      default -> "Blob reports: " + Causes.of(e) + ".";
    };
  }

  private URI url() {
    return URI.create(blob.url());
  }
}
