package io.quarterdeck.jobs.export;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.Dataset;
import org.apache.spark.sql.functions;

/** Finds columns by name. Names can contain any characters. */
final class Columns {
  private Columns() {}

  /** Returns the Spark column with this name. */
  static org.apache.spark.sql.Column named(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }

  /** Returns the dataset's column with this name. */
  static Column of(Dataset dataset, String name) {
    return dataset.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no column " + name + " in " + dataset.name()));
  }
}
