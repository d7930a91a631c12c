package io.quarterdeck.etl.terminal;

/**
 * How far one step has come. Implementations draw a bar on a terminal and plain lines elsewhere.
 * Safe to call from several threads.
 */
public interface Progress {
  /** Says what is being done now. */
  void phase(String what);

  /**
   * Says how much of a known whole is done.
   *
   * @param done units done so far
   * @param total all units, or 0 when nobody knows
   * @param unit what is counted, for instance {@code rows} or {@code bytes}
   */
  void advance(long done, long total, String unit);

  /** Says how many rows are done, where {@link #advance} counts something else, as bytes. */
  default void rows(long rows) {}

  /** Says something that stays on the screen. */
  void note(String line);

  /** Shows nothing. */
  static Progress silent() {
    return new Progress() {
      @Override
      public void phase(String what) {}

      @Override
      public void advance(long done, long total, String unit) {}

      @Override
      public void note(String line) {}
    };
  }
}
