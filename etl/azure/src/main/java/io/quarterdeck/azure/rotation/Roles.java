package io.quarterdeck.azure.rotation;

import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.loader.postgres.OwnerRole;
import java.util.List;
import java.util.Optional;

/**
 * The roles of a stack's database.
 *
 * @param owner the role that owns all objects that Quarterdeck creates; it cannot sign in
 * @param logins the two login roles between which rotation alternates
 * @param administrator the role that the Pulumi program created, if commands sign in with its
 *     password; its password does not rotate
 * @param administrators the roles of the Entra administrators, if commands sign in with tokens
 */
record Roles(
    String owner,
    List<String> logins,
    Optional<String> administrator,
    List<String> administrators) {
  /** Returns the roles of a server. */
  static Roles of(OutputValues.Postgres server) {
    return switch (server.auth()) {
      case ENTRA ->
          new Roles(
              OwnerRole.NAME,
              List.of("quarterdeck_job_1", "quarterdeck_job_2"),
              Optional.empty(),
              server.administratorRoles());
      case PASSWORD ->
          new Roles(
              server.user() + "_owner",
              List.of(server.user() + "_1", server.user() + "_2"),
              Optional.of(server.user()),
              List.of());
    };
  }

  /** Returns the login role that follows the given role. */
  String after(String role) {
    return role.equals(logins.get(0)) ? logins.get(1) : logins.get(0);
  }

  boolean isLogin(String role) {
    return logins.contains(role);
  }
}
