package io.quarterdeck.local.keyvault;

import io.quarterdeck.local.http.Call;

/** The number of secrets on a page. */
final class PageSize {
  /**
   * Key Vault documents maxresults: "If not specified, the service will return up to 25 results".
   */
  private static final String MOST = "25";

  private PageSize() {}

  static int of(Call call) {
    String text = call.query().getOrDefault("maxresults", MOST);
    if (!text.matches("[1-9]|1\\d|2[0-5]")) {
      throw KeyVaultErrors.bad("Invalid value for maxresults: " + text + "; expected 1 to 25.");
    }
    return Integer.parseInt(text);
  }
}
