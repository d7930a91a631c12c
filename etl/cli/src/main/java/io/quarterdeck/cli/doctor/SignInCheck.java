package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.access.Scopes;

/**
 * Checks that an account is signed in.
 *
 * @param access provides the token
 */
record SignInCheck(AzureAccess access) implements Check {
  static final String NAME = "sign-in";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Finding look() {
    String token = access.token(Scopes.resourceManager(access.resourceManager()));
    return Finding.ok(Token.holder(token));
  }
}
