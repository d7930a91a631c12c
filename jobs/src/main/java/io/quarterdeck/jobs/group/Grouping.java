package io.quarterdeck.jobs.group;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * How rows are grouped and what is summed.
 *
 * @param columns the rows' columns
 * @param period the place of the date or timestamp
 * @param months how many months a period has: 1, 3 or 12
 * @param keys the places of the keys
 * @param sums the places of the columns to be summed
 * @param mostGroups how many groups a task may hold
 */
public record Grouping(
    StructType columns,
    int period,
    int months,
    List<Integer> keys,
    List<Integer> sums,
    int mostGroups)
    implements Serializable {
  /** The same by the columns' names. */
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

  // A list that Java can send.
  private static List<Integer> places(StructType columns, List<String> names) {
    return new ArrayList<>(names.stream().map(columns::fieldIndex).toList());
  }

  /** Whether no key and no sum is floating point: its equality and its sums are not exact. */
  public boolean isExact() {
    return Stream.concat(keys.stream(), sums.stream())
        .map(this::type)
        .noneMatch(DataTypes.DoubleType::equals);
  }

  DataType type(int place) {
    return columns.fields()[place].dataType();
  }

  SummedColumn[] summed() {
    return sums.stream()
        .map(place -> SummedColumn.of(place, type(place)))
        .toArray(SummedColumn[]::new);
  }

  /** The period, then the keys. */
  KeyColumn[] keyColumns() {
    return Stream.concat(
            Stream.of(KeyColumn.period(period, type(period), months)),
            keys.stream().map(place -> KeyColumn.of(place, type(place))))
        .toArray(KeyColumn[]::new);
  }
}
