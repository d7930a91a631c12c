package io.quarterdeck.local.arm.backend;

import java.sql.SQLException;
import org.postgresql.core.Utils;

/** Quotes identifiers and literals for statements that do not support parameters. */
final class Sqls {
  private Sqls() {}

  static String identifier(String name) throws SQLException {
    StringBuilder quoted = new StringBuilder();
    Utils.escapeIdentifier(quoted, name);
    return quoted.toString();
  }

  static String literal(String text) throws SQLException {
    StringBuilder quoted = new StringBuilder("'");
    Utils.escapeLiteral(quoted, text, true);
    return quoted.append('\'').toString();
  }
}
