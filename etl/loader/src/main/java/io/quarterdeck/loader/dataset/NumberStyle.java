package io.quarterdeck.loader.dataset;

import java.util.Optional;

/**
 * How numbers are written.
 *
 * @param decimal the character before the fraction
 * @param thousands the character between groups of three digits, if there is one. A group separator
 *     is optional in a value, but groups must have three digits
 */
public record NumberStyle(char decimal, Optional<Character> thousands) {
  /** A decimal point and no thousands separators. */
  public static final NumberStyle PLAIN = new NumberStyle('.', Optional.empty());
}
