package io.quarterdeck.contract;

import java.util.List;

/**
 * The extensions of the platform's database. The parameter {@code azure.extensions} permits them.
 * When the server starts, it loads their libraries, which have the same names.
 */
public final class PostgresExtensions {
  /** The extension that writes changes of structure and of roles to the server's log. */
  public static final String AUDIT = "pgaudit";

  /** All extensions, in the order in which they are created. */
  public static final List<String> ALL = List.of(AUDIT, "pg_stat_statements");

  /**
   * The parameter that lists the libraries. It is static: a change takes effect after a restart
   * (Microsoft Learn, "Load libraries", /azure/postgresql/extensions/how-to-load-libraries).
   */
  public static final String LIBRARIES_PARAMETER = "shared_preload_libraries";

  private PostgresExtensions() {}

  /** Returns the value of both parameters. */
  public static String parameterValue() {
    return String.join(",", ALL);
  }
}
