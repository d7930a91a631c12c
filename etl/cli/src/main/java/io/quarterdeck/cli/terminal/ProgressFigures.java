package io.quarterdeck.cli.terminal;

import java.util.Locale;

/** Formats numbers for the progress line. */
final class ProgressFigures {
  private static final String[] BYTE_UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB"};

  private ProgressFigures() {}

  /** Returns {@code 118/260 MB}; without the total if it is 0. */
  static String bytes(long done, long total) {
    long largest = Math.max(done, total);
    int unit = 0;
    double divisor = 1;
    while (largest / divisor >= 1000 && unit < BYTE_UNITS.length - 1) {
      unit++;
      divisor *= 1000;
    }
    String format = unit > 0 && largest / divisor < 100 ? "%.1f" : "%.0f";
    String share = String.format(Locale.ROOT, format, done / divisor);
    String whole = total > 0 ? "/" + String.format(Locale.ROOT, format, total / divisor) : "";
    return share + whole + " " + BYTE_UNITS[unit];
  }

  /** Returns {@code 310k rows/s} or {@code 52.1 MB/s}. */
  static String rate(double each, String unit) {
    if (unit.equals("bytes")) {
      return bytes(Math.round(each), 0) + "/s";
    }
    if (each >= 1e6) {
      return String.format(Locale.ROOT, "%.1fM %s/s", each / 1e6, unit);
    }
    return each >= 10_000
        ? String.format(Locale.ROOT, "%.0fk %s/s", each / 1e3, unit)
        : String.format(Locale.ROOT, "%,.0f %s/s", each, unit);
  }

  /** Returns {@code 14 s}, {@code 3 min 05 s} or {@code 1 h 02 min}. */
  static String time(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }
}
