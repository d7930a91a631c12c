package io.quarterdeck.e2e.sequences;

/** The quarter that {@code backfill} exports. */
enum ExportedQuarter {
  FIRST;

  /** Returns the quarter in the format of the command line. */
  String word() {
    return "2026Q1";
  }

  boolean holds(Row row) {
    return row.values().get(Row.COLUMNS.indexOf("day")).compareTo("2026-04-01") < 0;
  }
}
