package io.quarterdeck.local.entra;

import java.util.List;

/**
 * The assertions of another issuer that an application may sign in with. Each value is compared
 * case-sensitively ("Federated identity credentials now use case-sensitive matching" on Microsoft
 * Learn, /entra/identity-platform/reference-breaking-changes).
 *
 * @param issuer the claim {@code iss}
 * @param subject the claim {@code sub}
 * @param audiences the accepted values of the claim {@code aud}
 */
public record FederatedCredential(String issuer, String subject, List<String> audiences) {
  public FederatedCredential {
    audiences = List.copyOf(audiences);
  }
}
