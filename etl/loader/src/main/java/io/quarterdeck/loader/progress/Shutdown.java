package io.quarterdeck.loader.progress;

/**
 * Tells the loader that the process is ending. Libraries then fail in various ways, because they
 * cannot add hooks or start threads, and some of them consume the interruption of their thread.
 * Thread-safe.
 */
public final class Shutdown {
  private static volatile boolean underWay;

  private Shutdown() {}

  /** Records that the process is ending. The handler of the signal calls this. */
  public static void begin() {
    underWay = true;
  }

  /** Returns whether the process is ending. */
  public static boolean isUnderWay() {
    return underWay;
  }
}
