package io.quarterdeck.local.entra;

import java.util.List;
import java.util.Optional;

/**
 * A service principal that can sign in: an application or a managed identity.
 *
 * @param principal the principal; it has a client id
 * @param resourceId the resource id of a managed identity; empty for an application
 * @param secret a client secret, if the application has one
 * @param credentials the federated credentials
 */
public record Application(
    EntraPrincipal principal,
    Optional<String> resourceId,
    Optional<String> secret,
    List<FederatedCredential> credentials) {
  public Application {
    credentials = List.copyOf(credentials);
  }

  String clientId() {
    return principal.clientId().orElseThrow();
  }

  /** Does not contain the secret. */
  @Override
  public String toString() {
    return "Application[" + principal.name() + "]";
  }
}
