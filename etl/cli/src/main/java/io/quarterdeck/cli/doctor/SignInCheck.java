package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.access.Scopes;
import io.quarterdeck.contract.Loopback;
import java.util.List;

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

  /** On the local stack, the process of Resource Manager also emulates Entra. */
  @Override
  public List<String> needs() {
    return Loopback.is(access.resourceManager()) ? List.of(Checks.MANAGER_REACH) : List.of();
  }

  @Override
  public Finding look() {
    String token = access.token(Scopes.resourceManager(access.resourceManager()));
    return Finding.ok(Token.holder(token));
  }
}
