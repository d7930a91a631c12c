package io.quarterdeck.etl.dataset;

/**
 * How a dataset's files are written, apart from RFC 4180.
 *
 * @param delimiter the one ASCII character between fields
 * @param nullValue the unquoted field that means "no value"
 * @param maximumFieldBytes the longest field allowed, in bytes as they stand in the file
 */
public record CsvDialect(char delimiter, String nullValue, int maximumFieldBytes) {
  /** A comma between fields, nothing for null, fields of at most 1 MiB. */
  public static final CsvDialect DEFAULT = new CsvDialect(',', "", 1 << 20);
}
