package io.quarterdeck.jobs.source;

import org.apache.spark.sql.catalyst.InternalRow;

/** Sees the rows of one query as a task reads them. */
public interface RowWatch {
  /** Does nothing. */
  RowWatch NONE =
      new RowWatch() {
        @Override
        public void row(InternalRow row) {}

        @Override
        public void end() {}
      };

  /**
   * Sees a row.
   *
   * @param row valid until this returns, with all that it holds
   */
  void row(InternalRow row);

  /** There is no more row. Not called by a task that fails. */
  void end();
}
