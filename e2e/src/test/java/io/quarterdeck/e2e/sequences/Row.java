package io.quarterdeck.e2e.sequences;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The values of one record, as PostgreSQL and Parquet show them as text; null for none.
 *
 * @param values name, amount, price, day, remark
 */
record Row(List<String> values) {
  /** The columns of a file, in its order. The last one comes and goes in the dataset. */
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

  /** The record in a CSV file. */
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

  /** The columns of a table or of Parquet, joined: what is compared. */
  String shown(Columns columns) {
    return shown(values.subList(0, columns.names().size()).stream());
  }

  /** Values joined, null as such. */
  static String shown(Stream<String> values) {
    return values.map(value -> value == null ? "(null)" : value).collect(joining("|"));
  }

  /** Which columns a dataset or a table has. */
  enum Columns {
    /** Without the remark. */
    BASIC,
    WITH_REMARK;

    List<String> names() {
      return this == WITH_REMARK ? COLUMNS : COLUMNS.subList(0, REMARK);
    }

    Columns other() {
      return this == BASIC ? WITH_REMARK : BASIC;
    }

    /** The row as a load with these columns stores it. */
    Row of(Row row) {
      return this == WITH_REMARK ? row : row.withoutRemark();
    }
  }
}
