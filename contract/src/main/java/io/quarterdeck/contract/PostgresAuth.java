package io.quarterdeck.contract;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;

/** How roles sign in to PostgreSQL: the values of the setting and the output postgresAuth. */
public enum PostgresAuth {
  /** With tokens of Microsoft Entra ID only; the server refuses passwords. */
  ENTRA,
  /** With tokens of Microsoft Entra ID, or with the administrator's password. */
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
