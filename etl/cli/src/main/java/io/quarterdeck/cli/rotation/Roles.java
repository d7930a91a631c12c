package io.quarterdeck.cli.rotation;

import java.util.List;

/**
 * The roles of a stack's database.
 *
 * @param administrator the role that the Pulumi program created; its password does not rotate
 */
record Roles(String administrator) {
  /** Returns the role that owns all objects that Quarterdeck creates. It cannot sign in. */
  String owner() {
    return administrator + "_owner";
  }

  /** Returns the two login roles between which rotation alternates. */
  List<String> logins() {
    return List.of(administrator + "_1", administrator + "_2");
  }

  /** Returns the login role that follows the given login role or the administrator. */
  String after(String role) {
    return role.equals(logins().get(0)) ? logins().get(1) : logins().get(0);
  }

  boolean isLogin(String role) {
    return logins().contains(role);
  }
}
