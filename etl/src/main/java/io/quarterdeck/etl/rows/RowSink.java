package io.quarterdeck.etl.rows;

/**
 * Where one worker's rows go, for instance one COPY. Used by one thread, but for {@link #cancel}.
 */
public interface RowSink {
  /**
   * Takes whole binary COPY tuples. The stream's header and trailer are the sink's own business.
   * The array is used again once this returns.
   *
   * @throws Exception whatever keeps the sink from taking them; the run ends with it, as the cause
   *     of a {@link RowSinkException}
   */
  void write(byte[] bytes, int offset, int length) throws Exception;

  /**
   * Makes a write that is under way return soon, because the run has ended early. Called at most
   * once, from another thread.
   */
  default void cancel() {}
}
