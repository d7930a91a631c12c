package io.quarterdeck.loader.reject;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identifies the load that rejected records, in each line of the file of rejects. The digest
 * distinguishes load 3 of one database from load 3 of another.
 *
 * @param id the id of the load
 * @param digest the first 16 hexadecimal digits of the SHA-256 of the loaded file
 */
public record RejectsLoad(long id, String digest) {
  private static final Pattern WORDS = Pattern.compile("load ([0-9]{1,18}) of ([0-9a-f]{16})");

  /** Creates the identification from the id and the complete digest. */
  public static RejectsLoad of(long id, String sha256) {
    return new RejectsLoad(id, sha256.substring(0, 16));
  }

  /** Parses the result of {@link #toString}. */
  static Optional<RejectsLoad> parse(String text) {
    Matcher words = WORDS.matcher(text);
    return words.matches()
        ? Optional.of(new RejectsLoad(Long.parseLong(words.group(1)), words.group(2)))
        : Optional.empty();
  }

  /**
   * Formats the identification. A spreadsheet does not read it as a number, a date or a formula.
   */
  @Override
  public String toString() {
    return "load " + id + " of " + digest;
  }
}
