package io.quarterdeck.contract;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;

/**
 * How people and commands sign in to PostgreSQL: the values of the setting and the output
 * postgresAuth. In both cases, the server accepts tokens and passwords, and the job signs in with a
 * password.
 */
public enum PostgresAuth {
  /** With tokens of Microsoft Entra ID. */
  ENTRA,
  /** With the administrator's password, or after the first rotation with that of the job. */
  PASSWORD;

  /** Returns the value in settings and outputs. */
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the constant of a value.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static PostgresAuth of(String value) {
    return Arrays.stream(values())
        .filter(auth -> auth.value().equals(value))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(value));
  }

  /** Returns all values with a separator between them. */
  static String all(String separator) {
    return Arrays.stream(values()).map(PostgresAuth::value).collect(joining(separator));
  }
}
