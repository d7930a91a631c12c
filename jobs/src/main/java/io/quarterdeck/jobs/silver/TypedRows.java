package io.quarterdeck.jobs.silver;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.dataset.Expectation;
import io.quarterdeck.loader.dataset.LakeDataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Converts the rows of bronze to the dataset's types, and finds the reasons for which rows go to
 * quarantine. A row is never changed to make it fit: a value that is not of its column's type is a
 * reason. Rows whose columns are shifted have several of them.
 *
 * @param raw the schema of bronze, without Quarterdeck's columns
 */
record TypedRows(LakeDataset dataset, StructType raw) {
  /** The day of the row. */
  static final String DAY = "_day";

  /** The reasons for quarantine; empty for a row that meets all expectations. */
  static final String REASON = "_reason";

  /** The number of fields with a text that stands for a missing value. */
  static final String NULL_VALUES = "_null_values";

  /** The row as it arrived, as JSON. */
  static final String ROW = "_row";

  /** Identifies the row as it arrived. */
  static final String ID = "_id";

  /** Identifies the row's values. */
  static final String HASH = "_hash";

  private static final int SHOWN = 40;

  /**
   * Returns the typed columns, the columns that only the source has, and the columns above.
   *
   * @param rows rows of the schema {@link #raw} and the column {@link #DAY}
   */
  Dataset<Row> of(Dataset<Row> rows) {
    List<Column> typed = new ArrayList<>(List.of(col(DAY)));
    List<Column> problems = new ArrayList<>();
    Column nullValues = lit(0);
    for (io.quarterdeck.loader.dataset.Column column : dataset.columns()) {
      Field field = new Field(column, fieldOf(column));
      typed.add(field.typed().as(column.name()));
      problems.add(field.problem());
      nullValues = nullValues.plus(when(field.isNullValue(), lit(1)).otherwise(lit(0)));
    }
    extra().forEach(name -> typed.add(raw(name).as(name)));
    Column row =
        to_json(struct(Arrays.stream(raw.fieldNames()).map(TypedRows::raw).toArray(Column[]::new)));
    typed.add(array_compact(array(problems.toArray(Column[]::new))).as("problems"));
    typed.add(nullValues.as(NULL_VALUES));
    typed.add(row.as(ROW));
    List<Column> result = new ArrayList<>(List.of(col(DAY), col(NULL_VALUES), col(ROW)));
    names().forEach(name -> result.add(raw(name)));
    result.add(reasons().as(REASON));
    result.add(sha2(concat(col(DAY).cast("string"), lit("|"), col(ROW)), 256).as(ID));
    result.add(xxhash64(names().stream().map(TypedRows::raw).toArray(Column[]::new)).as(HASH));
    return rows.select(typed.toArray(Column[]::new)).select(result.toArray(Column[]::new));
  }

  /** Returns the names of the columns of silver, without Quarterdeck's. */
  List<String> names() {
    return Stream.concat(dataset.columns().stream().map(each -> each.name()), extra().stream())
        .toList();
  }

  /** An expectation is not applied to a row that has a value of the wrong type. */
  private Column reasons() {
    List<Column> violated = new ArrayList<>();
    for (Expectation expectation : dataset.expectations()) {
      violated.add(when(violates(expectation), lit(expectation.name())));
    }
    Column expectations =
        violated.isEmpty()
            ? array().cast("array<string>")
            : array_compact(array(violated.toArray(Column[]::new)));
    return concat_ws(
        "; ", when(size(col("problems")).gt(0), col("problems")).otherwise(expectations));
  }

  /** Returns whether a row violates an expectation. */
  static Column violates(Expectation expectation) {
    return not(coalesce(expr(expectation.that()), lit(false)));
  }

  private List<String> extra() {
    return Arrays.stream(raw.fieldNames())
        .filter(
            name ->
                dataset.columns().stream()
                    .noneMatch(
                        each ->
                            each.source().equalsIgnoreCase(name)
                                || each.name().equalsIgnoreCase(name)))
        .toList();
  }

  private String fieldOf(io.quarterdeck.loader.dataset.Column column) {
    return Arrays.stream(raw.fieldNames())
        .filter(name -> name.equalsIgnoreCase(column.source()))
        .findFirst()
        .orElseThrow();
  }

  private static Column raw(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }

  /** A column of the dataset and its field in bronze. */
  private final class Field {
    private final io.quarterdeck.loader.dataset.Column column;
    private final Column text;
    private final boolean isText;
    private final DataType type;

    Field(io.quarterdeck.loader.dataset.Column column, String name) {
      this.column = column;
      this.text = raw(name);
      this.isText = raw.apply(name).dataType().equals(DataTypes.StringType);
      this.type = LakeTypes.of(column);
    }

    Column isNullValue() {
      return isText && !dataset.nullValues().isEmpty()
          ? coalesce(text.isin(dataset.nullValues().toArray()), lit(false))
          : lit(false);
    }

    private Column value() {
      return when(not(isNullValue()), text);
    }

    Column typed() {
      if (!isText) {
        return text.cast(type);
      }
      return type.equals(DataTypes.StringType) ? value() : parsed();
    }

    private Column parsed() {
      Column cast = value().try_cast(type);
      return switch (column.type().kind()) {
        case TIMESTAMP -> coalesce(cast, inFormat(((ColumnType.Timestamp) column.type()).format()));
        case DATE -> coalesce(cast, inFormat(((ColumnType.Date) column.type()).format()));
        case TEXT, INTEGER, BIGINT, DECIMAL, DOUBLE, BOOLEAN -> cast;
      };
    }

    private Column inFormat(String format) {
      return try_to_timestamp(value(), lit(format)).cast(type);
    }

    /** The reason, or null. */
    Column problem() {
      Column problem = when(value().isNotNull().and(typed().isNull()), wrongType());
      if (!column.nullable()) {
        problem = problem.when(typed().isNull(), lit(column.name() + " is missing"));
      }
      if (column.min().isPresent()) {
        problem =
            problem.when(
                typed().lt(lit(column.min().get())),
                outside("; expected at least " + column.min().get()));
      }
      if (column.max().isPresent()) {
        problem =
            problem.when(
                typed().gt(lit(column.max().get())),
                outside("; expected at most " + column.max().get()));
      }
      return problem;
    }

    private Column wrongType() {
      return outside("; expected " + column.type().sql());
    }

    private Column outside(String expected) {
      return concat(
          lit(column.name() + " is '"),
          substring(text.cast("string"), 1, SHOWN),
          lit("'" + expected));
    }
  }
}
