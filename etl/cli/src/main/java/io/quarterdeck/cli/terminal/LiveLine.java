package io.quarterdeck.cli.terminal;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A line of progress that fits the terminal.
 *
 * @param name the step's name
 * @param phase the current phase
 * @param done units of the phase done so far
 * @param total the total number of units, or 0 if unknown
 * @param unit the unit
 * @param rows the number of rows so far if they are counted separately from the units, else 0
 * @param phaseSeconds the duration of the phase in seconds
 * @param elapsed the formatted duration of the step
 */
record LiveLine(
    String name,
    String phase,
    long done,
    long total,
    String unit,
    long rows,
    double phaseSeconds,
    String elapsed) {
  private static final String GAP = "  ";
  private static final String BYTES = "bytes";
  private static final int LONGEST_BAR = 24;
  private static final int SHORTEST_BAR = 8;
  private static final int SHORTEST_PHASE = 8;

  /** The phase is shortened to this width before numbers are omitted. */
  private static final int ENOUGH_OF_A_PHASE = 32;

  /** The remaining time is shown after this time, because early rates are unreliable. */
  private static final double SECONDS_BEFORE_REMAINING = 1;

  private enum Piece {
    PERCENT,
    AMOUNT,
    UNITS,
    RATE,
    TIME
  }

  /** The order in which pieces are omitted if the line is too long. */
  private static final List<Piece> LEFT_OUT =
      List.of(Piece.PERCENT, Piece.RATE, Piece.UNITS, Piece.TIME, Piece.AMOUNT);

  /** Returns the line with at most {@code columns} columns. */
  String fitted(int columns, Paint paint) {
    Map<Piece, String> pieces = pieces();
    String shownPhase = Brief.text(phase);
    String enough = Fit.line(shownPhase, ENOUGH_OF_A_PHASE);
    for (Piece piece : LEFT_OUT) {
      if (width(enough, pieces) <= columns) {
        break;
      }
      pieces.remove(piece);
    }
    int excess = width(shownPhase, pieces) - columns;
    if (excess > 0) {
      shownPhase = Fit.line(shownPhase, Math.max(Fit.columns(shownPhase) - excess, SHORTEST_PHASE));
    }
    String bar = bar(columns - width(shownPhase, pieces) - GAP.length());
    String line = GAP + name + GAP + shownPhase + bar + tail(pieces);
    return Fit.columns(line) > columns
        ? Fit.end(line, columns)
        : GAP + name + paint.dim(GAP + shownPhase) + bar + tail(pieces);
  }

  private int width(String shownPhase, Map<Piece, String> pieces) {
    return Fit.columns(GAP + name + GAP + shownPhase + tail(pieces));
  }

  private static String tail(Map<Piece, String> pieces) {
    return pieces.isEmpty() ? "" : GAP + String.join(GAP, pieces.values());
  }

  private Map<Piece, String> pieces() {
    Map<Piece, String> pieces = new EnumMap<>(Piece.class);
    if (total > 0) {
      pieces.put(
          Piece.PERCENT, String.format(Locale.ROOT, "%d %%", 100 * Math.min(done, total) / total));
    }
    if (rows > 0) {
      pieces.put(Piece.AMOUNT, String.format(Locale.ROOT, "%,d rows", rows));
      pieces.put(Piece.RATE, ProgressFigures.rate(rows / phaseSeconds, "rows"));
    }
    if (done > 0) {
      pieces.put(Piece.UNITS, units());
      pieces.putIfAbsent(Piece.RATE, ProgressFigures.rate(done / phaseSeconds, unit));
    }
    pieces.put(Piece.TIME, time());
    return pieces;
  }

  private String units() {
    if (unit.equals(BYTES)) {
      return ProgressFigures.bytes(done, total);
    }
    return total > 0
        ? String.format(Locale.ROOT, "%,d/%,d %s", done, total, unit)
        : String.format(Locale.ROOT, "%,d %s", done, unit);
  }

  private String time() {
    if (done <= 0 || total <= 0 || phaseSeconds < SECONDS_BEFORE_REMAINING) {
      return elapsed;
    }
    return ProgressFigures.time(phaseSeconds * Math.max(total - done, 0) / done) + " left";
  }

  private String bar(int room) {
    if (total <= 0 || room < SHORTEST_BAR) {
      return "";
    }
    int cells = Math.min(room, LONGEST_BAR);
    int filled = (int) (cells * Math.min(done, total) / total);
    return GAP + "█".repeat(filled) + "░".repeat(cells - filled);
  }
}
