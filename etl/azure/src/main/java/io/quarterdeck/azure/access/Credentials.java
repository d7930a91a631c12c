package io.quarterdeck.azure.access;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import com.azure.core.util.ConfigurationSource;
import com.azure.identity.AzurePipelinesCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import io.quarterdeck.contract.Loopback;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Creates the credential of azure-identity that the environment selects. {@code
 * AZURE_TOKEN_CREDENTIALS} selects one of {@code DefaultAzureCredential} ("Credential chains in the
 * Azure Identity library for Java" on Microsoft Learn), or {@code AzurePipelinesCredential}, which
 * that chain does not contain. Without the variable, the whole chain is tried.
 *
 * @param environment the environment variables
 * @param http sends the requests for tokens
 */
record Credentials(Map<String, String> environment, HttpClient http) {
  static final String SELECTION = "AZURE_TOKEN_CREDENTIALS";
  static final String AUTHORITY_HOST = "AZURE_AUTHORITY_HOST";

  private static final String PIPELINES = "AzurePipelinesCredential";

  /**
   * Returns the credential. It requests no token yet.
   *
   * @throws Failure if a variable has an invalid value
   */
  TokenCredential selected() {
    Optional<URI> authority = value(AUTHORITY_HOST).map(Credentials::authority);
    try {
      return new SignedInCredential(
          value(SELECTION).filter(PIPELINES::equalsIgnoreCase).isPresent()
              ? pipelines(authority)
              : chain(authority));
    } catch (IllegalArgumentException e) {
      throw Failure.causedBy(
          e,
          "Cannot sign in to Azure: %s; expected %s or a name that DefaultAzureCredential knows in"
              + " %s. Correct the variable, or unset it.",
          Causes.of(e),
          PIPELINES,
          SELECTION);
    }
  }

  private TokenCredential chain(Optional<URI> authority) {
    DefaultAzureCredentialBuilder builder =
        new DefaultAzureCredentialBuilder().configuration(configuration()).httpClient(http);
    authority.ifPresent(url -> builder.authorityHost(url.toString()));
    if (authority.filter(Loopback::is).isPresent()) {
      // Otherwise, the library asks Azure's public cloud whether it knows this host.
      builder.disableInstanceDiscovery();
    }
    return builder.build();
  }

  /**
   * The variables are those that the tasks of Azure Pipelines set for their script
   * (AzurePipelinesCredentialBuilder in azure-identity 1.18.3).
   */
  private TokenCredential pipelines(Optional<URI> authority) {
    required("SYSTEM_OIDCREQUESTURI");
    AzurePipelinesCredentialBuilder builder =
        new AzurePipelinesCredentialBuilder()
            .configuration(configuration())
            .httpClient(http)
            .clientId(required("AZURESUBSCRIPTION_CLIENT_ID"))
            .tenantId(required("AZURESUBSCRIPTION_TENANT_ID"))
            .serviceConnectionId(required("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID"))
            .systemAccessToken(required("SYSTEM_ACCESSTOKEN"));
    authority.ifPresent(url -> builder.authorityHost(url.toString()));
    if (authority.filter(Loopback::is).isPresent()) {
      builder.disableInstanceDiscovery();
    }
    return builder.build();
  }

  private String required(String variable) {
    return value(variable)
        .orElseThrow(
            () ->
                Failure.of(
                    "Cannot sign in to Azure: %s is not set, but %s is %s; expected the variables of"
                        + " a task with a service connection. Run this in such a task, and map"
                        + " SYSTEM_ACCESSTOKEN in its env (docs/azure.md).",
                    variable, SELECTION, PIPELINES));
  }

  private static URI authority(String text) {
    try {
      URI url = URI.create(text);
      if ("https".equals(url.getScheme()) && url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw noAuthority(text, e);
    }
    throw noAuthority(text, null);
  }

  private static Failure noAuthority(String text, Throwable cause) {
    return Failure.causedBy(
        cause,
        "Cannot sign in to Azure: %s is '%s'; expected an https:// URL. Correct it, or unset it.",
        AUTHORITY_HOST,
        text);
  }

  /** Returns the variables in the form in which azure-identity reads them. */
  private Configuration configuration() {
    ConfigurationSource none = path -> Map.of();
    return new ConfigurationBuilder(none, none, path -> environment).build();
  }

  private Optional<String> value(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank());
  }

  /** Does not contain the environment, which can contain secrets. */
  @Override
  public String toString() {
    return "Credentials";
  }
}
