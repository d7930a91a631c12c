package io.quarterdeck.azure.databricks.setup;

import io.quarterdeck.loader.failure.Failure;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A user or a service principal, as Databricks names it.
 *
 * @param name the e-mail address of a user, or the application id of a service principal
 */
public record WorkspacePrincipal(String name) {
  private static final Pattern APPLICATION_ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final Pattern MAIL = Pattern.compile("[^@\\s\"]+@[^@\\s\"]+");

  /**
   * Creates a principal.
   *
   * @throws Failure if the name has neither form
   */
  public WorkspacePrincipal {
    name = name.strip().toLowerCase(Locale.ROOT);
    if (!APPLICATION_ID.matcher(name).matches() && !MAIL.matcher(name).matches()) {
      throw Failure.of(
          "Cannot add '%s' to the workspace: it has another form; expected the e-mail address of a"
              + " user or the application id of a service principal. The id is in the output of az ad"
              + " sp list --display-name NAME --query '[].appId'.",
          name);
    }
  }

  /** Returns whether this is a service principal. */
  public boolean isServicePrincipal() {
    return APPLICATION_ID.matcher(name).matches();
  }

  /** Returns the name for messages. */
  String shown() {
    return (isServicePrincipal() ? "service principal " : "user ") + name;
  }

  /** Returns the name in the rules of account-level roles. */
  String ruleName() {
    return (isServicePrincipal() ? "servicePrincipals/" : "users/") + name;
  }
}
