package io.quarterdeck.loader.rows;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.dataset.CsvDialect;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.LoadMode;
import io.quarterdeck.loader.dataset.TableName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Datasets for tests. */
final class Datasets {
  private Datasets() {}

  static Dataset of(Column... columns) {
    return of(CsvDialect.DEFAULT, columns);
  }

  static Dataset of(CsvDialect dialect, Column... columns) {
    return new Dataset(
        "example",
        new TableName("test", "example"),
        dialect,
        List.of(columns),
        List.of(),
        LoadMode.REPLACE,
        Optional.empty(),
        Optional.empty());
  }

  static Column column(String name, ColumnType type) {
    return new Column(name, name, type, false, Optional.empty(), Optional.empty());
  }

  static Column nullable(String name, ColumnType type) {
    return new Column(name, name, type, true, Optional.empty(), Optional.empty());
  }

  static Column bounded(String name, ColumnType type, long min, long max) {
    return new Column(
        name,
        name,
        type,
        false,
        Optional.of(BigDecimal.valueOf(min)),
        Optional.of(BigDecimal.valueOf(max)));
  }
}
