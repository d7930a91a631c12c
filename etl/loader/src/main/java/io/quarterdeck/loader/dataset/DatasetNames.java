package io.quarterdeck.loader.dataset;

import io.quarterdeck.loader.yaml.YamlValue;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for names. Valid names need no quotes in PostgreSQL and no escapes in a path. */
final class DatasetNames {
  /** PostgreSQL identifiers have at most 63 bytes. These names are ASCII. */
  private static final int MAXIMUM_IDENTIFIER = 63;

  /**
   * The partition name {@code TABLE_load_ID} then has at most 63 bytes, for ids of up to 13 digits.
   */
  private static final int MAXIMUM_TABLE = 44;

  private static final Pattern DATASET = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]*");
  private static final Pattern TABLE = Pattern.compile("([a-z_][a-z0-9_]*)\\.([a-z_][a-z0-9_]*)");

  /** PostgreSQL's system columns and the two columns that Quarterdeck adds. */
  private static final Set<String> RESERVED_COLUMNS =
      Set.of(
          Dataset.LOAD_ID, Dataset.LOAD_LINE, "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

  private static final String DATASET_RULE =
      "lower-case words joined by hyphens, at most 63 characters";
  private static final String COLUMN_RULE =
      "lower-case letters, digits and underscores, not beginning with a digit, at most 63 of them";
  private static final String TABLE_RULE = "schema.table, both lower-case identifiers";

  private DatasetNames() {}

  static Optional<String> dataset(YamlValue field) {
    return field
        .text(DATASET_RULE)
        .filter(
            name ->
                accept(
                    field,
                    DATASET.matcher(name).matches() && name.length() <= MAXIMUM_IDENTIFIER,
                    DATASET_RULE));
  }

  static Optional<String> column(YamlValue field) {
    return field
        .text(COLUMN_RULE)
        .filter(
            name ->
                accept(
                        field,
                        IDENTIFIER.matcher(name).matches() && name.length() <= MAXIMUM_IDENTIFIER,
                        COLUMN_RULE)
                    && accept(
                        field,
                        !RESERVED_COLUMNS.contains(name),
                        "a name that is not reserved (load_id, load_line and PostgreSQL's system"
                            + " columns are)"));
  }

  static Optional<TableName> table(YamlValue field) {
    Optional<String> text = field.text(TABLE_RULE);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var matcher = TABLE.matcher(text.get());
    if (!accept(field, matcher.matches(), TABLE_RULE)) {
      return Optional.empty();
    }
    TableName name = new TableName(matcher.group(1), matcher.group(2));
    boolean free =
        !name.schema().equals("quarterdeck")
            && !name.schema().equals("information_schema")
            && !name.schema().startsWith("pg_");
    return Optional.of(name)
        .filter(
            table ->
                accept(
                    field,
                    free,
                    "a schema of your own (quarterdeck, information_schema and pg_… are not)"))
        .filter(
            table ->
                accept(
                    field,
                    table.schema().length() <= MAXIMUM_IDENTIFIER,
                    "a schema of at most 63 bytes"))
        .filter(
            table ->
                accept(
                    field,
                    table.table().length() <= MAXIMUM_TABLE,
                    "a table of at most 44 bytes, so that its partitions' names fit into 63"));
  }

  private static boolean accept(YamlValue field, boolean fits, String expected) {
    if (!fits) {
      field.problem(expected);
    }
    return fits;
  }
}
