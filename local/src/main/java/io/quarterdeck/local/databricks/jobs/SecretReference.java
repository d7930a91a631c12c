package io.quarterdeck.local.databricks.jobs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reference to a secret in a cluster's settings.
 *
 * @param scope the secret scope
 * @param key the name of the secret in the scope
 */
public record SecretReference(String scope, String key) {
  static final String EXPRESSION = "\\{\\{secrets/([\\w.@-]{1,128})/([\\w.-]{1,128})\\}\\}";

  private static final Pattern PATTERN = Pattern.compile(EXPRESSION);

  /** Returns the reference if the value is one. */
  public static Optional<SecretReference> of(String value) {
    Matcher matcher = PATTERN.matcher(value);
    return matcher.matches()
        ? Optional.of(new SecretReference(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }
}
