package io.quarterdeck.loader.encode;

import io.quarterdeck.loader.bytes.Binary;

/**
 * Converts a decimal number from digits to PostgreSQL's numeric format: digits of base 10,000, the
 * weight of the first digit, a sign, and the display scale (numeric_send in PostgreSQL's
 * numeric.c). Holds the last parsed number.
 */
final class NumericFormat {
  private static final int NEGATIVE = 0x4000;

  private boolean negative;
  private int wholeStart;
  private int wholeEnd;
  private int fractionStart;
  private int fractionEnd;

  /** Finds the digits. Returns false if this is not a plain decimal number. */
  boolean parse(byte[] in, int from, int to) {
    int at = from;
    negative = at < to && in[at] == '-';
    if (at < to && (in[at] == '-' || in[at] == '+')) {
      at++;
    }
    int digits = at;
    at = afterDigits(in, at, to);
    wholeStart = digits;
    wholeEnd = at;
    fractionStart = at;
    if (at < to && in[at] == '.') {
      fractionStart = at + 1;
      at = afterDigits(in, at + 1, to);
    }
    fractionEnd = at;
    boolean some = wholeEnd > wholeStart || fractionEnd > fractionStart;
    dropZeros(in);
    return at == to && some;
  }

  /** The number of digits before the point, without leading zeros. */
  int wholeDigits() {
    return wholeEnd - wholeStart;
  }

  /** The number of digits after the point, without trailing zeros. */
  int fractionDigits() {
    return fractionEnd - fractionStart;
  }

  /** The number multiplied by ten to the power of the scale. It must fit into a long. */
  long units(byte[] in, int scale) {
    long sum = 0;
    for (int at = wholeStart; at < wholeEnd; at++) {
      sum = sum * 10 + (in[at] - '0');
    }
    for (int power = 0; power < scale; power++) {
      int at = fractionStart + power;
      sum = sum * 10 + (at < fractionEnd ? in[at] - '0' : 0);
    }
    return negative ? -sum : sum;
  }

  /** Writes the number with its length. Returns the index after it. */
  int write(byte[] in, int scale, byte[] out, int at) {
    int first = (wholeDigits() + 3) / 4 - 1;
    int last = -((fractionDigits() + 3) / 4);
    while (first >= last && group(in, first) == 0) {
      first--;
    }
    while (last <= first && group(in, last) == 0) {
      last++;
    }
    int groups = first - last + 1;
    int next = at + 12;
    for (int index = first; index >= last; index--) {
      Binary.putShort(out, next, group(in, index));
      next += 2;
    }
    Binary.putInt(out, at, 8 + 2 * groups);
    Binary.putShort(out, at + 4, groups);
    Binary.putShort(out, at + 6, groups == 0 ? 0 : first);
    Binary.putShort(out, at + 8, negative && groups > 0 ? NEGATIVE : 0);
    Binary.putShort(out, at + 10, scale);
    return next;
  }

  /** The four decimal digits at the index, as one digit of base 10,000. */
  private int group(byte[] in, int index) {
    int sum = 0;
    for (int power = 4 * index + 3; power >= 4 * index; power--) {
      sum = sum * 10 + digit(in, power);
    }
    return sum;
  }

  private int digit(byte[] in, int power) {
    int at = power >= 0 ? wholeEnd - 1 - power : fractionStart - 1 - power;
    boolean there = power >= 0 ? at >= wholeStart : at < fractionEnd;
    return there ? in[at] - '0' : 0;
  }

  private void dropZeros(byte[] in) {
    while (wholeStart < wholeEnd && in[wholeStart] == '0') {
      wholeStart++;
    }
    while (fractionEnd > fractionStart && in[fractionEnd - 1] == '0') {
      fractionEnd--;
    }
  }

  private static int afterDigits(byte[] in, int from, int to) {
    int at = from;
    while (at < to && in[at] >= '0' && in[at] <= '9') {
      at++;
    }
    return at;
  }
}
