package io.quarterdeck.e2e.sequences;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The values of one record, in the text form of PostgreSQL and Parquet; null for no value.
 *
 * @param values name, amount, price, day, remark
 */
record Row(List<String> values) {
  /** The columns of a file, in its order. A dataset has the last one or not. */
  static final List<String> COLUMNS = List.of("name", "amount", "price", "day", "remark");

  private static final int REMARK = COLUMNS.indexOf("remark");

  static Row random(Random random) {
    String name = "n" + random.nextInt(1000);
    return new Row(
        Arrays.asList(
            random.nextInt(5) == 0 ? name + ", \"" + random.nextInt(10) + "\"" : name,
            random.nextInt(6) == 0 ? null : Long.toString(random.nextLong(-1_000_000, 1_000_000)),
            random.nextInt(6) == 0
                ? null
                : random.nextInt(100_000) + "." + (10 + random.nextInt(90)),
            "2026-0%d-%02d".formatted(1 + random.nextInt(6), 1 + random.nextInt(28)),
            random.nextBoolean() ? null : "r" + random.nextInt(100)));
  }

  Row withoutRemark() {
    List<String> without = new ArrayList<>(values);
    without.set(REMARK, null);
    return new Row(without);
  }

  /** Returns the record as a line of a CSV file. */
  String csv() {
    return values.stream().map(Row::field).collect(joining(","));
  }

  private static String field(String value) {
    if (value == null) {
      return "";
    }
    return value.contains(",") || value.contains("\"")
        ? '"' + value.replace("\"", "\"\"") + '"'
        : value;
  }

  /** Returns the columns of a table or of Parquet, joined for comparison. */
  String shown(Columns columns) {
    return shown(values.subList(0, columns.names().size()).stream());
  }

  /** Joins values; null is shown as such. */
  static String shown(Stream<String> values) {
    return values.map(value -> value == null ? "(null)" : value).collect(joining("|"));
  }

  /** The columns of a dataset or a table. */
  enum Columns {
    /** Without the column remark. */
    BASIC,
    WITH_REMARK;

    List<String> names() {
      return this == WITH_REMARK ? COLUMNS : COLUMNS.subList(0, REMARK);
    }

    Columns other() {
      return this == BASIC ? WITH_REMARK : BASIC;
    }

    /** Returns the row as a load with these columns stores it. */
    Row of(Row row) {
      return this == WITH_REMARK ? row : row.withoutRemark();
    }
  }
}
