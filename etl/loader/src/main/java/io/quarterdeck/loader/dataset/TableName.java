package io.quarterdeck.loader.dataset;

/**
 * A table and its schema, as in the dataset file, without quotes.
 *
 * @param schema the schema
 * @param table the table
 */
public record TableName(String schema, String table) {
  /** The name quoted for SQL. */
  public String sql() {
    return quote(schema) + "." + quote(table);
  }

  /** The name of a load's partition, in the same schema. */
  public TableName partition(long loadId) {
    return new TableName(schema, table + "_load_" + loadId);
  }

  /** Quotes an identifier for SQL. It may contain any characters. */
  public static String quote(String identifier) {
    return "\"" + identifier.replace("\"", "\"\"") + "\"";
  }

  /** The name in the form {@code schema.table}, for messages. */
  @Override
  public String toString() {
    return schema + "." + table;
  }
}
