package io.quarterdeck.etl.dataset;

/**
 * A table and its schema, as written in the dataset file and not yet quoted.
 *
 * @param schema the schema
 * @param table the table
 */
public record TableName(String schema, String table) {
  /** The name quoted for SQL. */
  public String sql() {
    return quote(schema) + "." + quote(table);
  }

  /** The partition of one load, in the same schema. */
  public TableName partition(long loadId) {
    return new TableName(schema, table + "_load_" + loadId);
  }

  /** An identifier quoted for SQL, whatever characters it has. */
  public static String quote(String identifier) {
    return "\"" + identifier.replace("\"", "\"\"") + "\"";
  }

  /** The name as people write it, for messages. */
  @Override
  public String toString() {
    return schema + "." + table;
  }
}
