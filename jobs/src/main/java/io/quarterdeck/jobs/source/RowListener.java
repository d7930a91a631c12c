package io.quarterdeck.jobs.source;

import org.apache.spark.sql.catalyst.InternalRow;

/** Receives the rows of a query while a task reads them. */
public interface RowListener {
  /** Does nothing. */
  RowListener NONE =
      new RowListener() {
        @Override
        public void row(InternalRow row) {}

        @Override
        public void end() {}
      };

  /**
   * Receives a row.
   *
   * @param row the row, which is valid until this method returns
   */
  void row(InternalRow row);

  /** Called after the last row. Not called if the task fails. */
  void end();
}
