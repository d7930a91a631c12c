package io.quarterdeck.local.rotation;

import io.quarterdeck.etl.terminal.Progress;

/** Breaks off what reports here, when it enters its step of this number; the first has number 1. */
final class BreakingOff implements Progress {
  /** Nobody catches it: what it breaks off cleans up no more than a killed process does. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private int left;

  BreakingOff(int step) {
    left = step;
  }

  @Override
  public void phase(String what) {
    left--;
    if (left == 0) {
      throw new Broken();
    }
  }

  @Override
  public void advance(long done, long total, String unit) {}

  @Override
  public void note(String line) {}
}
