package io.quarterdeck.azure.connection;

import io.quarterdeck.azure.access.TokenClaims;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.contract.PostgresAdministrator;
import io.quarterdeck.loader.failure.Failure;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Chooses the role as which a token signs in. PostgreSQL accepts a token only for the role of its
 * own principal or of a group of the principal (docs/decisions/0086).
 *
 * @param server the outputs of the server
 * @param requested the role that the user requested, if any
 */
record RoleChoice(OutputValues.Postgres server, Optional<String> requested) {
  /**
   * Returns the role.
   *
   * @throws Failure if the token is for none of the administrators, and names no person
   */
  String of(String token) {
    if (requested.isPresent()) {
      return requested.get();
    }
    Optional<TokenClaims> claims = TokenClaims.read(token);
    if (claims.isEmpty()) {
      return server.user();
    }
    return own(claims.get())
        .or(() -> group(claims.get()))
        .or(claims.get()::userName)
        .orElseThrow(() -> unknown(claims.get()));
  }

  private Optional<String> own(TokenClaims claims) {
    return administrators(PostgresAdministrator.Type.USER, PostgresAdministrator.Type.SERVICE)
        .filter(each -> claims.objectId().filter(each.objectId()::equalsIgnoreCase).isPresent())
        .map(PostgresAdministrator::role)
        .findFirst();
  }

  /**
   * Many tokens do not contain groups. Then the server decides whether the principal is a member.
   */
  private Optional<String> group(TokenClaims claims) {
    return administrators(PostgresAdministrator.Type.GROUP)
        .filter(each -> claims.groups().map(ids -> ids.contains(each.objectId())).orElse(true))
        .map(PostgresAdministrator::role)
        .findFirst();
  }

  private Stream<PostgresAdministrator> administrators(PostgresAdministrator.Type... types) {
    return server.administrators().stream()
        .filter(each -> Stream.of(types).anyMatch(each.type()::equals));
  }

  private Failure unknown(TokenClaims claims) {
    return Failure.of(
        "Cannot sign in to PostgreSQL: the token is for the principal %s; expected an administrator"
            + " of the server (%s), or --user. Sign in as one of them, or name a role of the"
            + " principal with --user.",
        claims.objectId().orElse("without an object id"),
        String.join(", ", server.administratorRoles()));
  }
}
