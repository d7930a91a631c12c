package io.quarterdeck.etl.doctor;

import io.quarterdeck.etl.azure.AzureAccess;
import io.quarterdeck.etl.azure.ResourceManager;

/**
 * Someone is signed in.
 *
 * @param access gives the token
 */
record SignInCheck(AzureAccess access) implements Check {
  static final String NAME = "sign-in";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Finding look() {
    String token = access.token(ResourceManager.scope(access.resourceManager()));
    return Finding.ok(Token.holder(token));
  }
}
