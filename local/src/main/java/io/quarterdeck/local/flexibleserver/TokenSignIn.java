package io.quarterdeck.local.flexibleserver;

import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.entra.EntraPrincipal.Kind;
import io.quarterdeck.local.entra.InvalidToken;
import io.quarterdeck.local.entra.TokenCheck;
import io.quarterdeck.local.postgres.RoleLabel;

/**
 * Checks whether a token may sign in as a role. Azure compares object ids and not names (Microsoft
 * Learn, "Microsoft Entra authentication with Azure Database for PostgreSQL").
 *
 * <p>The messages are those of public reports: the audience in azuredatastudio-postgresql issue
 * 505; the object id in vscode-pgsql issue 183; the kinds of tokens in azure-docs issue 120133 and
 * in "Tutorial: Build a Quarkus web app with Azure Container Apps and PostgreSQL" (azure-docs). The
 * page not-verified-on-azure.md lists the others.
 *
 * @param tokens checks signature, expiry and audience
 */
record TokenSignIn(TokenCheck tokens) {
  /** Refuses the token unless its principal is that of the role, or a member of its group. */
  void check(String role, RoleLabel label, String token) throws SignInRefused {
    EntraPrincipal principal = principal(token);
    switch (label.type()) {
      case USER -> {
        if (principal.kind() != Kind.USER) {
          throw SignInRefused.of(
              "Microsoft Entra user token for role \""
                  + role
                  + "\" is neither an AAD_AUTH_TOKENTYPE_APP_USER or an AAD_AUTH_TOKENTYPE_APP_OBO token.");
        }
        require(principal.objectId().equalsIgnoreCase(label.objectId()));
      }
      case SERVICE -> {
        if (principal.kind() != Kind.SERVICE_PRINCIPAL) {
          throw SignInRefused.of(
              "Service principals cannot generate AAD_AUTH_TOKENTYPE_APP_USER tokens for role \""
                  + role
                  + "\".");
        }
        require(principal.objectId().equalsIgnoreCase(label.objectId()));
      }
      case GROUP ->
          require(principal.groups().stream().anyMatch(label.objectId()::equalsIgnoreCase));
    }
    if (label.requiresMultifactor()) {
      // The tokens of the local tenant have no such claim.
      throw SignInRefused.of("The access token doesn't have a valid mfa claim.");
    }
  }

  private EntraPrincipal principal(String token) throws SignInRefused {
    try {
      return tokens.check(token, Audience.POSTGRES);
    } catch (InvalidToken e) {
      throw switch (e.reason()) {
        case UNKNOWN -> SignInRefused.of("The access token has invalid format.");
        case EXPIRED ->
            SignInRefused.of("The access token has expired. Acquire a new token and try again.");
        case WRONG_AUDIENCE ->
            SignInRefused.of(
                "The access token does not have a valid audience claim. Please acquire a new token"
                    + " for the resource \""
                    + Audience.POSTGRES.accepted().get(0)
                    + "\".");
      };
    }
  }

  private static void require(boolean same) throws SignInRefused {
    if (!same) {
      throw SignInRefused.of(
          "The access token doesn't have a valid oid claim. Acquire a new token and try again.");
    }
  }
}
