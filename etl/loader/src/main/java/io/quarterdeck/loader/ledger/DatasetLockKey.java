package io.quarterdeck.loader.ledger;

/**
 * The key of the advisory lock that a load holds on its table. PostgreSQL shows a lock with two
 * keys in {@code pg_locks} with the first as {@code classid}, the second as {@code objid}, and 2 as
 * {@code objsubid} (PostgreSQL documentation, "pg_locks").
 */
public final class DatasetLockKey {
  /** The first key, "QD" in ASCII. It keeps the locks apart from those of other programs. */
  public static final int NAMESPACE = 0x5144;

  /** The condition for the table that the column table_name names. */
  static final String HELD = held("table_name");

  private DatasetLockKey() {}

  /**
   * A condition on a row of {@code pg_locks}: a session holds the lock of the table.
   *
   * @param table the SQL expression of the table's name, as SCHEMA.TABLE
   */
  public static String held(String table) {
    return "locktype = 'advisory' and granted and classid = %d and objid = (hashtext(%s)::bigint & 4294967295)::oid"
            .formatted(NAMESPACE, table)
        + " and objsubid = 2"
        + " and database = (select oid from pg_database where datname = current_database())";
  }
}
