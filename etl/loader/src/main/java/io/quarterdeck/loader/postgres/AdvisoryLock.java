package io.quarterdeck.loader.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Quarterdeck's advisory locks. A lock has two keys: the first is the namespace, and the second is
 * the hash of the name of the protected object. In {@code pg_locks}, the first key is {@code
 * classid}, the second key is {@code objid}, and {@code objsubid} is 2 (PostgreSQL documentation,
 * "pg_locks"). The server releases the lock when the session ends.
 */
public final class AdvisoryLock {
  /**
   * The first key, "QD" in ASCII. It distinguishes Quarterdeck's locks from those of other
   * programs.
   */
  public static final int NAMESPACE = 0x5144;

  /**
   * The name of the lock that a password rotation takes. The lock of a load has the name of its
   * table.
   */
  public static final String ROTATION = "rotate-password";

  private AdvisoryLock() {}

  /** Takes the lock if it is free. Returns whether the lock was taken. */
  public static boolean tryTake(Connection connection, String name) throws SQLException {
    return Sql.first(
            connection,
            row -> row.getBoolean(1),
            "select pg_try_advisory_lock(?, hashtext(?))",
            NAMESPACE,
            name)
        .orElseThrow();
  }

  /** Takes the lock. Waits for it at most for the session's lock timeout. */
  public static void take(Connection connection, String name) throws SQLException {
    Sql.first(connection, row -> true, "select pg_advisory_lock(?, hashtext(?))", NAMESPACE, name);
  }

  /**
   * Returns the SQL condition that is true for the row of {@code pg_locks} if a session holds the
   * lock.
   *
   * @param name an SQL expression that returns the name of the lock
   */
  public static String held(String name) {
    return "locktype = 'advisory' and granted and classid = %d and objid = (hashtext(%s)::bigint & 4294967295)::oid"
            .formatted(NAMESPACE, name)
        + " and objsubid = 2"
        + " and database = (select oid from pg_database where datname = current_database())";
  }
}
