package io.quarterdeck.etl.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import io.quarterdeck.etl.Causes;
import io.quarterdeck.etl.Failure;
import java.net.URI;
import java.util.Optional;

/**
 * How Azure is reached and as whom. Azure itself and the stand-ins on loopback differ in these
 * values and in nothing else.
 *
 * @param credential gives tokens
 * @param http sends requests, with the trust that belongs to each host
 * @param resourceManager where Azure Resource Manager is, without a slash at its end
 * @param storageKey the storage account's key; without one, Blob takes tokens
 */
public record AzureAccess(
    TokenCredential credential, HttpClient http, URI resourceManager, Optional<String> storageKey) {
  /** Azure's public cloud. */
  public static final URI PUBLIC_CLOUD = URI.create("https://management.azure.com");

  /**
   * A token for the scope, from the credential's cache while it is good.
   *
   * @param scope such as {@code https://management.azure.com/.default}
   * @throws Failure when nobody is signed in
   */
  public String token(String scope) {
    try {
      return credential.getTokenSync(new TokenRequestContext().addScopes(scope)).getToken();
    } catch (Failure e) {
      throw e;
    } catch (RuntimeException e) {
      throw new Failure(
          "Cannot sign in to Azure: "
              + Causes.of(e)
              + "; expected someone who is signed in. Run az login, or, in a pipeline, run this in a"
              + " task of the service connection (docs/azure.md).",
          e);
    }
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "AzureAccess[" + resourceManager + "]";
  }
}
