package io.quarterdeck.local.arm.parts;

import java.sql.SQLException;
import org.postgresql.core.Utils;

/** Names and texts for statements that take no parameters. */
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
