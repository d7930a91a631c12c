package io.quarterdeck.cli.terminal;

import java.util.Locale;

/** Measures the time since its creation. */
final class Stopwatch {
  private final long began = System.nanoTime();

  double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }

  @Override
  public String toString() {
    double seconds = seconds();
    return seconds < 60
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : String.format(Locale.ROOT, "%d min %02d s", (long) seconds / 60, (long) seconds % 60);
  }
}
