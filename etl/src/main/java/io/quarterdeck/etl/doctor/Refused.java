package io.quarterdeck.etl.doctor;

import io.quarterdeck.etl.azure.ArmAnswer;

/** What to do when a service does not take what it was shown. */
final class Refused {
  /** For a token that is expired, or was never one. */
  static final String TOKEN =
      "Sign in anew: az login, or write a new token into the file that QUARTERDECK_TOKEN_FILE names;"
          + " one lives for about an hour.";

  /** For a key that the account does not know. */
  static final String KEY =
      "The account has another key: write it into the file that QUARTERDECK_STORAGE_KEY_FILE names;"
          + " for the local stack, --stack local brings its own.";

  private static final int UNAUTHORIZED = 401;

  private Refused() {}

  /** A failed check of something that Azure Resource Manager does not show. */
  static Finding finding(ArmAnswer answer, String gone) {
    return Finding.failed(
        answer.error(),
        switch (answer.status()) {
          case UNAUTHORIZED -> TOKEN;
          case 403 -> "Have the role Reader on it assigned to you.";
          case 404 -> gone;
          case 408, 429, 500, 502, 503, 504 -> "Azure is busy: run this again in some minutes.";
          default -> "Mend what Azure says, then run this again.";
        });
  }
}
