package io.quarterdeck.local.postgres;

import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.local.entra.LocalTenant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The roles of Entra identities. As in Azure, a security label of the role contains the identity,
 * so the server deletes it together with the role.
 *
 * @param connection a connection of the superuser, to the database {@code postgres}
 */
public record EntraRoles(Connection connection) {
  /** A role that exists. */
  public record Found(Optional<RoleLabel> label) {}

  /** Creates Azure's functions for Entra roles, or replaces them. */
  public void installFunctions() throws SQLException {
    // The functions are in the schema pg_catalog, as in Azure.
    Sql.execute(connection, "set allow_system_table_mods = on");
    Sql.execute(connection, script().replace("TENANT", LocalTenant.ID));
    Sql.execute(connection, "reset allow_system_table_mods");
  }

  /** Makes an existing role the role of an Entra identity. */
  public void label(String role, RoleLabel label) throws SQLException {
    Sql.first(
        connection,
        row -> true,
        "select from pg_catalog.quarterdeck_label(?, ?)",
        role,
        label.text());
  }

  /** Returns a role with its label; empty if there is no such role. */
  public Optional<Found> find(String role) throws SQLException {
    return Sql.first(
        connection,
        row -> new Found(Optional.ofNullable(row.getString(1)).map(RoleLabel::parse)),
        "select l.label from pg_roles r left join pg_shseclabel l on l.objoid = r.oid"
            + " and l.classoid = 'pg_authid'::regclass and l.provider = 'pgaadauth'"
            + " where r.rolname = ?",
        role);
  }

  private static String script() {
    try (InputStream script = EntraRoles.class.getResourceAsStream("pgaadauth.sql")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
