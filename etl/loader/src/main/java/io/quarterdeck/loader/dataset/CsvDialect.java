package io.quarterdeck.loader.dataset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * How a dataset's files are written.
 *
 * @param encoding the encoding of the text
 * @param skippedLines the number of lines before the header
 * @param delimiter the ASCII character between fields
 * @param quote the ASCII character around quoted fields; empty if no character quotes
 * @param escape the ASCII character that makes the next character ordinary, if there is one
 * @param nullValues the unquoted fields that mean null; at least one
 * @param maximumFieldBytes the maximum length of a field, in bytes of UTF-8
 */
public record CsvDialect(
    Charset encoding,
    int skippedLines,
    char delimiter,
    Optional<Character> quote,
    Optional<Character> escape,
    List<String> nullValues,
    int maximumFieldBytes) {
  /** The quote of RFC 4180. */
  public static final char QUOTE = '"';

  /** UTF-8, a comma as delimiter, an empty field as null, fields of at most 1 MiB. */
  public static final CsvDialect DEFAULT = new CsvDialect(',', "", 1 << 20);

  public CsvDialect {
    nullValues = List.copyOf(nullValues);
  }

  /** A dialect of RFC 4180 in UTF-8 with one null value. */
  public CsvDialect(char delimiter, String nullValue, int maximumFieldBytes) {
    this(
        StandardCharsets.UTF_8,
        0,
        delimiter,
        Optional.of(QUOTE),
        Optional.empty(),
        List.of(nullValue),
        maximumFieldBytes);
  }

  /** Whether records follow RFC 4180 in UTF-8, apart from the delimiter. */
  public boolean isRfc4180() {
    return encoding.equals(StandardCharsets.UTF_8)
        && quote.equals(Optional.of(QUOTE))
        && escape.isEmpty();
  }

  /**
   * The dialect of a file that holds records of this dialect as UTF-8, below its header. Rejected
   * records are stored in this form.
   */
  public CsvDialect stored() {
    return new CsvDialect(
        StandardCharsets.UTF_8, 0, delimiter, quote, escape, nullValues, maximumFieldBytes);
  }
}
