package io.quarterdeck.loader.load;

import static java.util.stream.Collectors.joining;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.TableName;
import io.quarterdeck.loader.ledger.LedgerProfile;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.profile.ColumnProfile;
import io.quarterdeck.loader.profile.TextStatistics;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Computes the profile of a partition's rows in PostgreSQL. A load computes its profile while it
 * reads the file; this class is for a partition that changed afterwards. Each call scans the
 * partition.
 *
 * @param connection the connection; the queries are part of its current transaction
 * @param dataset the dataset
 * @param partition the partition
 */
record PartitionProfile(Connection connection, Dataset dataset, LoadTable partition) {
  /** The profiles of all columns, in the order of the dataset. */
  List<LedgerProfile> columns() throws SQLException {
    List<LedgerProfile> profiles = new ArrayList<>();
    for (Column column : dataset.columns()) {
      profiles.add(column(column));
    }
    return profiles;
  }

  /** The number of rows that equal an earlier row in every column of the dataset. */
  long duplicates() throws SQLException {
    String names =
        dataset.columns().stream().map(Column::name).map(TableName::quote).collect(joining(", "));
    return Sql.first(
            connection,
            row -> row.getLong(1),
            "select (select count(*) from %1$s) - (select count(*) from (select distinct %2$s from %1$s) as d)"
                .formatted(partition.sql(), names))
        .orElseThrow();
  }

  /** The profile of one column. */
  LedgerProfile column(Column column) throws SQLException {
    String name = TableName.quote(column.name());
    String sum = column.type().kind().isNumber() ? "sum(%s)::text".formatted(name) : "null";
    long distinct =
        Sql.first(
                connection,
                row -> row.getLong(1),
                "select count(*) from (select distinct %1$s from %2$s where %1$s is not null) as d"
                    .formatted(name, partition.sql()))
            .orElseThrow();
    return Sql.first(
            connection,
            row -> {
              Optional<BigDecimal> total =
                  Optional.ofNullable(row.getString(5)).flatMap(PartitionProfile::finite);
              long values = row.getLong(1);
              return new LedgerProfile(
                  column.name(),
                  row.getLong(2),
                  distinct,
                  Optional.ofNullable(row.getString(3)).map(text -> written(column.type(), text)),
                  Optional.ofNullable(row.getString(4)).map(text -> written(column.type(), text)),
                  total.map(each -> ColumnProfile.mean(each, values)),
                  total.map(BigDecimal::toPlainString));
            },
            "select count(%1$s), count(*) - count(%1$s), %2$s, %3$s, %4$s from %5$s"
                .formatted(
                    name,
                    extreme(column.type(), "min", name),
                    extreme(column.type(), "max", name),
                    sum,
                    partition.sql()))
        .orElseThrow();
  }

  /**
   * Expresses dates and timestamps as their distance from 1970, which has the same form for all
   * years.
   */
  private static String extreme(ColumnType type, String function, String name) {
    return switch (type.kind()) {
      case BOOLEAN -> "%s(%s::integer)::text".formatted(function, name);
      case DATE -> "(%s(%s) - date '1970-01-01')::text".formatted(function, name);
      case TIMESTAMP ->
          "(extract(epoch from %s(%s)) * 1000000)::bigint::text".formatted(function, name);
      case TEXT, INTEGER, BIGINT, DECIMAL, DOUBLE -> "%s(%s)::text".formatted(function, name);
    };
  }

  /** A sum of doubles can exceed the range of double. In that case there is no sum. */
  private static Optional<BigDecimal> finite(String sum) {
    return sum.contains("Infinity") || sum.equals("NaN")
        ? Optional.empty()
        : Optional.of(new BigDecimal(sum));
  }

  /** Formats the value as in the profile that a load computes. */
  private static String written(ColumnType type, String text) {
    return switch (type.kind()) {
      case BOOLEAN -> Boolean.toString(text.equals("1"));
      case DOUBLE -> Double.toString(Double.parseDouble(text));
      case DATE -> LocalDate.ofEpochDay(Long.parseLong(text)).toString();
      case TIMESTAMP ->
          LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC)
              .plus(Long.parseLong(text), ChronoUnit.MICROS)
              .toString();
      case TEXT -> TextStatistics.shown(text);
      case INTEGER, BIGINT, DECIMAL -> text;
    };
  }
}
