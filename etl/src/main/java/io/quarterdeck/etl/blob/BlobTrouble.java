package io.quarterdeck.etl.blob;

import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import io.quarterdeck.etl.Causes;
import io.quarterdeck.etl.stack.RecreateAdvice;
import java.net.URI;

/**
 * What went wrong with Blob, for a message.
 *
 * @param found what was found; never holds a key or what was signed
 * @param advice what to do, a sentence
 */
record BlobTrouble(String found, String advice) {
  static BlobTrouble of(Exception thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof BlobStorageException answer) {
        return of(answer);
      }
    }
    return new BlobTrouble(
        Causes.of(thrown),
        "Check that it runs (./quarterdeck local status for the local stack) and can be reached"
            + " from here, then run this again.");
  }

  private static BlobTrouble of(BlobStorageException answer) {
    int status = answer.getStatusCode();
    // The library's own message tells how to log what was signed: not to be passed on.
    String code = answer.getErrorCode() == null ? "" : " " + answer.getErrorCode();
    String found = "the account answered " + status + code;
    if (status == 401 || status == 403) {
      return new BlobTrouble(
          found,
          "Check the account's key, or that who is signed in has Storage Blob Data Contributor on"
              + " the account, and that its firewall lets this machine in.");
    }
    if (BlobErrorCode.CONTAINER_NOT_FOUND.equals(answer.getErrorCode())) {
      return new BlobTrouble(
          found,
          RecreateAdvice.of(URI.create(answer.getResponse().getRequest().getUrl().toString())));
    }
    if (status == 404) {
      return new BlobTrouble(found, "Check the account's and the container's names.");
    }
    return new BlobTrouble(found, "Check the account's state, then run this again.");
  }
}
