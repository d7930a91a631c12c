package io.quarterdeck.etl.rotation;

import java.util.List;

/**
 * The roles that belong together.
 *
 * @param administrator the role that the Pulumi program made; it keeps its own password
 */
record Roles(String administrator) {
  /** Owns all that Quarterdeck makes, and signs in nowhere. */
  String owner() {
    return administrator + "_owner";
  }

  /** The two that take turns. */
  List<String> logins() {
    return List.of(administrator + "_1", administrator + "_2");
  }

  /** Whose turn it is after this one: a login's, or the administrator's. */
  String after(String role) {
    return role.equals(logins().get(0)) ? logins().get(1) : logins().get(0);
  }

  boolean isLogin(String role) {
    return logins().contains(role);
  }
}
