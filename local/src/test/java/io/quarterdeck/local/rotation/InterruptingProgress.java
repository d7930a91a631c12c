package io.quarterdeck.local.rotation;

import io.quarterdeck.loader.progress.Progress;

/** Throws in the step with this number; the first step has the number 1. */
final class InterruptingProgress implements Progress {
  /** No code catches this exception, so that no cleanup runs, as in a killed process. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private int left;

  InterruptingProgress(int step) {
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
