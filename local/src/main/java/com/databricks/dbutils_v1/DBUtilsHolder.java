package com.databricks.dbutils_v1;

/** Where a jar finds the utilities. */
public final class DBUtilsHolder {
  private static final DBUtils DBUTILS = new DBUtils(new DbfsUtils());

  private DBUtilsHolder() {}

  /** The utilities. */
  public static DBUtils dbutils() {
    return DBUTILS;
  }

  /**
   * The utilities, as far as they are here.
   *
   * @param fs those of files
   */
  public record DBUtils(DbfsUtils fs) {}
}
