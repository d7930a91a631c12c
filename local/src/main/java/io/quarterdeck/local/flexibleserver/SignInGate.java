package io.quarterdeck.local.flexibleserver;

import io.quarterdeck.local.postgres.RoleLabel;
import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the proxy needs to decide about a sign-in. Thread-safe.
 *
 * @param server the real server
 * @param roles the roles of the real server
 * @param methods returns the enabled methods; none if no flexible server exists
 * @param tokens checks tokens
 * @param principals the names of the tenant, for the functions that create roles
 */
record SignInGate(
    RealServer server,
    RoleDirectory roles,
    Supplier<Set<SignInMethod>> methods,
    TokenSignIn tokens,
    PrincipalFile principals) {
  /** Called before a role with this label is connected. */
  void signedIn(RoleLabel label) throws IOException {
    if (label.isAdministrator()) {
      principals.write();
    }
  }
}
