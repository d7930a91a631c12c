package io.quarterdeck.local.entra;

import java.util.List;

/** The services that accept tokens, with the values of the claim {@code aud} that each accepts. */
public enum Audience {
  /** Azure Resource Manager; the second value is the audience of the Azure CLI's tokens. */
  RESOURCE_MANAGER("https://management.azure.com", "https://management.core.windows.net"),
  KEY_VAULT("https://vault.azure.net"),
  STORAGE("https://storage.azure.com"),
  /** PostgreSQL, according to "Use Microsoft Entra ID for authentication" on Microsoft Learn. */
  POSTGRES("https://ossrdbms-aad.database.windows.net"),
  /**
   * Microsoft Graph. In a cloud that is registered with {@code az cloud register}, its resource is
   * its address, which on the local stack is the address of Entra.
   */
  MICROSOFT_GRAPH("https://graph.microsoft.com", "https://127.0.0.1"),
  /** The application id of Azure Databricks, the same in each tenant. */
  DATABRICKS("2ff814a6-3304-4ab8-85cb-cd0e6f879c1d"),
  /** The application id of Azure DevOps, for which its extension of the Azure CLI asks. */
  AZURE_DEVOPS("499b84ac-1321-427f-aa17-267ca6975798");

  private final String usual;
  private final String other;

  Audience(String only) {
    this(only, only);
  }

  Audience(String usual, String other) {
    this.usual = usual;
    this.other = other;
  }

  /** Returns the accepted values, without a trailing slash. The first one is the usual one. */
  public List<String> accepted() {
    return usual.equals(other) ? List.of(usual) : List.of(usual, other);
  }

  /** Returns whether the service accepts this value. A trailing slash makes no difference. */
  public boolean accepts(String value) {
    return accepted()
        .contains(value.replaceAll("/+$", "").replaceFirst("(?<=//127\\.0\\.0\\.1):\\d+$", ""));
  }
}
