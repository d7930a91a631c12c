package io.quarterdeck.loader.rows;

/**
 * Receives the rows of one worker, for example for one COPY. All methods except {@link #cancel} are
 * called from one thread.
 */
public interface RowSink {
  /**
   * Writes whole binary COPY tuples. The sink adds the header and trailer of the format. The caller
   * reuses the array after this method returns.
   *
   * @throws Exception if the sink cannot write; the run ends with a {@link RowSinkException} that
   *     has it as cause
   */
  void write(byte[] bytes, int offset, int length) throws Exception;

  /**
   * Makes a running write return soon, because the run ends early. Called at most once, from
   * another thread.
   */
  default void cancel() {}
}
