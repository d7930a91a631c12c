package io.quarterdeck.local.entra;

import java.util.Set;

/** The applications of Microsoft that people sign in with. Each has the same id in every tenant. */
final class Clients {
  /**
   * The Azure CLI, which is also the default of azure-identity for people ({@code
   * IdentityConstants.DEVELOPER_SINGLE_SIGN_ON_ID} of azure-identity 1.18.3).
   */
  static final String AZURE_CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

  private static final Set<String> PUBLIC = Set.of(AZURE_CLI);

  private Clients() {}

  /** Returns whether people can sign in with this application. */
  static boolean isPublic(String clientId) {
    return PUBLIC.contains(clientId);
  }
}
