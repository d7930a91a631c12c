package io.quarterdeck.jobs.group;

import io.quarterdeck.jobs.source.SparkTypes;
import io.quarterdeck.loader.dataset.ColumnKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Defines how rows are grouped and which columns are summed.
 *
 * @param columns the rows' columns
 * @param period the index of the date or timestamp column
 * @param months the length of a period in months: 1, 3 or 12
 * @param keys the indexes of the key columns
 * @param sums the indexes of the summed columns
 * @param mostGroups the maximum number of groups in a task
 */
public record Grouping(
    StructType columns,
    int period,
    int months,
    List<Integer> keys,
    List<Integer> sums,
    int mostGroups)
    implements Serializable {
  /** Creates a grouping from column names. */
  public static Grouping of(
      StructType columns,
      String period,
      int months,
      List<String> keys,
      List<String> sums,
      int mostGroups) {
    return new Grouping(
        columns,
        columns.fieldIndex(period),
        months,
        places(columns, keys),
        places(columns, sums),
        mostGroups);
  }

  // The list is serializable.
  private static List<Integer> places(StructType columns, List<String> names) {
    return new ArrayList<>(names.stream().map(columns::fieldIndex).toList());
  }

  /** Whether no key or sum is floating point, for which equality and sums are not exact. */
  public boolean isExact() {
    return Stream.concat(keys.stream(), sums.stream())
        .map(this::type)
        .allMatch(type -> isExact(SparkTypes.kind(type)));
  }

  private static boolean isExact(ColumnKind kind) {
    return switch (kind) {
      case DOUBLE -> false;
      case TEXT, INTEGER, BIGINT, DECIMAL, BOOLEAN, DATE, TIMESTAMP -> true;
    };
  }

  DataType type(int place) {
    return columns.fields()[place].dataType();
  }

  SummedColumn[] summed() {
    return sums.stream()
        .map(place -> SummedColumn.of(place, type(place)))
        .toArray(SummedColumn[]::new);
  }

  /** Returns the period column, followed by the key columns. */
  KeyColumn[] keyColumns() {
    return Stream.concat(
            Stream.of(KeyColumn.period(period, type(period), months)),
            keys.stream().map(place -> KeyColumn.of(place, type(place))))
        .toArray(KeyColumn[]::new);
  }
}
