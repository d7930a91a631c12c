package io.quarterdeck.cli.doctor;

import com.azure.core.exception.HttpResponseException;
import io.quarterdeck.azure.management.AzureError;

/** Advice for requests that a service refuses. */
final class Refused {
  /** For an expired or malformed token. */
  static final String TOKEN =
      "Sign in again (az login; in a pipeline, in a task of the service connection). A token is valid for about an hour, for one tenant and one service.";

  /** For a key that the account does not accept. */
  static final String KEY =
      "The account has another key: write it into the file that QUARTERDECK_STORAGE_KEY_FILE names;"
          + " for the local stack, use --stack local.";

  private static final int UNAUTHORIZED = 401;

  private Refused() {}

  /** Returns the result of a check whose request Azure Resource Manager refused. */
  static Finding finding(HttpResponseException refusal, String whenMissing) {
    AzureError error = AzureError.of(refusal);
    return Finding.failed(
        error.text(),
        switch (error.status()) {
          case UNAUTHORIZED -> TOKEN;
          case 403 -> "Ask for the role Reader on it.";
          case 404 -> whenMissing;
          case 408, 429, 500, 502, 503, 504 -> "Azure is busy: run this again in some minutes.";
          default -> "Fix the error that Azure reports, then run this again.";
        });
  }
}
