package io.quarterdeck.loader.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Quarterdeck's advisory locks. A lock has two keys: the namespace, and the hash of the name of
 * what it protects. PostgreSQL shows it in {@code pg_locks} with the first key as {@code classid},
 * the second as {@code objid}, and 2 as {@code objsubid} (PostgreSQL documentation, "pg_locks").
 * The server releases it when the session ends.
 */
public final class AdvisoryLock {
  /** The first key, "QD" in ASCII. It keeps the locks apart from those of other programs. */
  public static final int NAMESPACE = 0x5144;

  /** The name of the lock of a rotation. A load's lock has the name of its table. */
  public static final String ROTATION = "rotate-password";

  private AdvisoryLock() {}

  /** Takes the lock if it is free. Returns whether it was. */
  public static boolean tryTake(Connection connection, String name) throws SQLException {
    return Sql.first(
            connection,
            row -> row.getBoolean(1),
            "select pg_try_advisory_lock(?, hashtext(?))",
            NAMESPACE,
            name)
        .orElseThrow();
  }

  /** Takes the lock. Waits for it as long as the session's lock timeout allows. */
  public static void take(Connection connection, String name) throws SQLException {
    Sql.first(connection, row -> true, "select pg_advisory_lock(?, hashtext(?))", NAMESPACE, name);
  }

  /**
   * A condition on a row of {@code pg_locks}: a session holds the lock.
   *
   * @param name the SQL expression of the lock's name
   */
  public static String held(String name) {
    return "locktype = 'advisory' and granted and classid = %d and objid = (hashtext(%s)::bigint & 4294967295)::oid"
            .formatted(NAMESPACE, name)
        + " and objsubid = 2"
        + " and database = (select oid from pg_database where datname = current_database())";
  }
}
