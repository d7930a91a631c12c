package io.quarterdeck.azure.access;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import java.net.URI;
import java.util.Optional;

/**
 * The endpoints and credentials for Azure. Azure and the emulators on loopback differ only in these
 * values.
 *
 * @param credential provides tokens
 * @param http sends requests and selects the trusted certificates by host
 * @param resourceManager the URL of Azure Resource Manager, without a trailing slash
 * @param storageKey the storage account's key; if absent, Blob requests use tokens
 */
public record AzureAccess(
    TokenCredential credential, HttpClient http, URI resourceManager, Optional<String> storageKey) {
  /** Azure's public cloud. */
  public static final URI PUBLIC_CLOUD = URI.create("https://management.azure.com");

  /**
   * Returns a token for the scope. The credential caches tokens until they expire.
   *
   * @param scope such as {@code https://management.azure.com/.default}
   * @throws Failure if no account is signed in
   */
  public String token(String scope) {
    try {
      return credential.getTokenSync(new TokenRequestContext().addScopes(scope)).getToken();
    } catch (Failure e) {
      throw e;
    } catch (RuntimeException e) {
      throw Failure.causedBy(
          e,
          "Cannot sign in to Azure: %s; expected a signed-in account. Run az login, "
              + "or, in a pipeline, run this in a task of the service connection "
              + "(docs/azure.md).",
          Causes.of(e));
    }
  }

  /** Does not contain the key. */
  @Override
  public String toString() {
    return "AzureAccess[" + resourceManager + "]";
  }
}
