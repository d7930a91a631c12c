package io.quarterdeck.contract;

import java.util.List;
import java.util.Locale;

/**
 * The names that PostgreSQL flexible server refuses for its administrator. Source: Microsoft Learn,
 * "Create an Azure Database for PostgreSQL flexible server instance", field "Admin username".
 */
public final class ReservedAdministrators {
  private static final List<String> NAMES =
      List.of(
          "admin", "administrator", "azure_pg_admin", "azure_superuser", "guest", "public", "root");

  private static final String PREFIX = "pg_";

  private ReservedAdministrators() {}

  /** Returns whether a name is reserved. The comparison ignores case. */
  public static boolean reserves(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return NAMES.contains(lower) || lower.startsWith(PREFIX);
  }

  /** Returns the reserved names, for messages. */
  public static String names() {
    return String.join(", ", NAMES);
  }
}
