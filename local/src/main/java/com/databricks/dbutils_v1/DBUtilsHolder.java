package com.databricks.dbutils_v1;

/** Gives a jar access to {@code dbutils}, as on a Databricks cluster. */
public final class DBUtilsHolder {
  private static final DBUtils DBUTILS = new DBUtils(new DbfsUtils());

  private DBUtilsHolder() {}

  /** Returns the utilities. */
  public static DBUtils dbutils() {
    return DBUTILS;
  }

  /**
   * The utilities that the emulator supports.
   *
   * @param fs the file utilities
   */
  public record DBUtils(DbfsUtils fs) {}
}
