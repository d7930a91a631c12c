package io.quarterdeck.loader.postgres;

import java.sql.SQLException;
import org.postgresql.core.Utils;

/** Quotes names and texts of statements that have no parameters. */
public final class Identifiers {
  private Identifiers() {}

  /** Returns the name of a role, database or table in double quotes. */
  public static String quoted(String name) throws SQLException {
    return Utils.escapeIdentifier(new StringBuilder(), name).toString();
  }

  /** Returns a text in single quotes. */
  public static String literal(String text) throws SQLException {
    return "'" + Utils.escapeLiteral(new StringBuilder(), text, true) + "'";
  }
}
