package io.quarterdeck.azure.blob;

import com.azure.storage.blob.BlobUrlParts;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import io.quarterdeck.azure.stack.RecreateAdvice;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import java.net.URI;

/**
 * Describes an error of Blob for messages.
 *
 * @param found the error, without keys and signed data
 * @param advice what to do, as a sentence
 */
record BlobError(String found, String advice) {
  /**
   * Creates a failure.
   *
   * @param what the operation, as in {@code upload a.csv}
   * @param expected what would have succeeded
   */
  static Failure failure(String what, String expected, Exception cause) {
    BlobError error = of(cause);
    return Failure.causedBy(
        cause, "Cannot %s: %s; expected %s. %s", what, error.found, expected, error.advice);
  }

  static BlobError of(Exception thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof BlobStorageException answer) {
        return of(answer);
      }
    }
    return new BlobError(
        Causes.of(thrown),
        "Check that it runs (./quarterdeck local status for the local stack) and can be reached"
            + " from here, then run this again.");
  }

  private static BlobError of(BlobStorageException answer) {
    int status = answer.getStatusCode();
    // The library's message explains how to log signed data, so it is not used.
    String code = answer.getErrorCode() == null ? "" : " " + answer.getErrorCode();
    String found = "the account answered " + status + code;
    if (BlobErrorCode.AUTHORIZATION_PERMISSION_MISMATCH.equals(answer.getErrorCode())) {
      return new BlobError(found, roleAdvice(answer));
    }
    if (status == 401 || status == 403) {
      return new BlobError(
          found,
          "Check the account's key, or that the signed-in user has the role Storage Blob Data"
              + " Contributor on the account, and that its firewall allows this machine.");
    }
    if (BlobErrorCode.CONTAINER_NOT_FOUND.equals(answer.getErrorCode())) {
      return new BlobError(
          found,
          RecreateAdvice.of(URI.create(answer.getResponse().getRequest().getUrl().toString())));
    }
    if (status == 404) {
      return new BlobError(found, "Check the account's and the container's names.");
    }
    return new BlobError(found, "Check the account's state, then run this again.");
  }

  private static String roleAdvice(BlobStorageException answer) {
    return ("Ask an owner of the account for the role: az role assignment create --role 'Storage"
            + " Blob Data Contributor' --assignee YOU --scope \"$(az storage account show"
            + " --name %s --query id --output tsv)\". A new assignment takes some minutes to"
            + " take effect.")
        .formatted(BlobUrlParts.parse(answer.getResponse().getRequest().getUrl()).getAccountName());
  }
}
