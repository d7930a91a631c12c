package io.quarterdeck.loader.encode;

import java.util.Optional;

/** Reads a java.time pattern as a {@link PatternLayout}, if its digits are at fixed positions. */
final class PatternLayoutReader {
  private static final String FIELDS = "yuMdHmsS";

  private final String format;
  private final int[] places = {-1, -1, -1, -1, -1, -1, -1};
  private final StringBuilder literals = new StringBuilder();
  private int fractionDigits;
  private int optionalFrom = -1;

  PatternLayoutReader(String format) {
    this.format = format;
  }

  Optional<PatternLayout> read() {
    int at = 0;
    while (at < format.length()) {
      int next = FIELDS.indexOf(format.charAt(at)) >= 0 ? field(at) : other(at);
      if (next < 0) {
        return Optional.empty();
      }
      at = next;
    }
    boolean whole = places[0] >= 0 && places[1] >= 0 && places[2] >= 0 && baseIsWhole();
    return whole ? Optional.of(layout()) : Optional.empty();
  }

  /**
   * Whether the part before the optional part is complete. The optional part may contain only a
   * fraction.
   */
  private boolean baseIsWhole() {
    for (int index = 0; index < 6; index++) {
      if (optionalFrom >= 0 && places[index] >= optionalFrom) {
        return false;
      }
    }
    return true;
  }

  private PatternLayout layout() {
    return new PatternLayout(
        places[0],
        places[1],
        places[2],
        places[3],
        places[4],
        places[5],
        places[6],
        fractionDigits,
        literals.toString(),
        optionalFrom);
  }

  private int field(int at) {
    char letter = format.charAt(at);
    int end = at;
    while (end < format.length() && format.charAt(end) == letter) {
      end++;
    }
    int width = end - at;
    int index = letter == 'y' ? 0 : FIELDS.indexOf(letter) - 1;
    boolean fits = letter == 'S' ? width <= 6 : width == (index == 0 ? 4 : 2);
    if (!fits || places[index] >= 0) {
      return -1;
    }
    places[index] = literals.length();
    fractionDigits = letter == 'S' ? width : fractionDigits;
    literals.append("\0".repeat(width));
    return end;
  }

  private int other(int at) {
    char single = format.charAt(at);
    if (single == '\'') {
      return quoted(at);
    }
    if (single == '[') {
      boolean onlyOne = optionalFrom < 0;
      optionalFrom = literals.length();
      return onlyOne ? at + 1 : -1;
    }
    if (single == ']') {
      return optionalFrom >= 0 && at + 1 == format.length() ? at + 1 : -1;
    }
    boolean reserved =
        Character.isLetter(single) || single == '{' || single == '}' || single == '#';
    return reserved ? -1 : literal(single, at + 1);
  }

  private int quoted(int at) {
    int end = format.indexOf('\'', at + 1);
    if (end <= at + 1 || (end + 1 < format.length() && format.charAt(end + 1) == '\'')) {
      return -1;
    }
    for (int index = at + 1; index < end; index++) {
      if (literal(format.charAt(index), end) < 0) {
        return -1;
      }
    }
    return end + 1;
  }

  private int literal(char single, int next) {
    if (single == 0 || single > 0x7F) {
      return -1;
    }
    literals.append(single);
    return next;
  }
}
