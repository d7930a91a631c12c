package io.quarterdeck.etl.rows.reject;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The load that left rejects out, as each line of their file names it. The digest tells load 3 of
 * one database from load 3 of another.
 *
 * @param id the load's id
 * @param digest the first 16 hexadecimal digits of its file's SHA-256
 */
public record RejectsLoad(long id, String digest) {
  private static final Pattern WORDS = Pattern.compile("load ([0-9]{1,18}) of ([0-9a-f]{16})");

  /** Of a load and its file's whole digest. */
  public static RejectsLoad of(long id, String sha256) {
    return new RejectsLoad(id, sha256.substring(0, 16));
  }

  /** Reads what {@link #toString} writes. */
  static Optional<RejectsLoad> parse(String text) {
    Matcher words = WORDS.matcher(text);
    return words.matches()
        ? Optional.of(new RejectsLoad(Long.parseLong(words.group(1)), words.group(2)))
        : Optional.empty();
  }

  /** Words that no spreadsheet takes for a number, a date or a formula. */
  @Override
  public String toString() {
    return "load " + id + " of " + digest;
  }
}
