package io.quarterdeck.loader.progress;

/** Ignores all progress. */
public class SilentProgress implements Progress {
  @Override
  public final void phase(String what) {}

  @Override
  public final void advance(long done, long total, String unit) {}

  @Override
  public final void note(String line) {}
}
