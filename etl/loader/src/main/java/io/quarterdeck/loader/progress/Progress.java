package io.quarterdeck.loader.progress;

/**
 * Receives the progress of a step. Implementations draw a bar on a terminal and plain lines
 * elsewhere. Thread-safe.
 */
public interface Progress {
  /** Sets the current phase. */
  void phase(String what);

  /**
   * Sets the progress of the phase.
   *
   * @param done units done so far
   * @param total the total number of units, or 0 if unknown
   * @param unit the unit, for example {@code rows} or {@code bytes}
   */
  void advance(long done, long total, String unit);

  /** Sets the number of rows so far, if {@link #advance} counts another unit, such as bytes. */
  default void rows(long rows) {}

  /** Sets the number of rejected rows so far. They are part of the rows. */
  default void rejects(long rejects) {}

  /** Prints a line that stays on the screen. */
  void note(String line);

  /** Returns progress that shows nothing. */
  static Progress silent() {
    return new SilentProgress();
  }
}
