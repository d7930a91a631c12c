package io.quarterdeck.loader.dataset;

/**
 * The CSV dialect of a dataset's files, as far as RFC 4180 leaves it open.
 *
 * @param delimiter the ASCII character between fields
 * @param nullValue the unquoted field that means null
 * @param maximumFieldBytes the maximum length of a field in the file, in bytes
 */
public record CsvDialect(char delimiter, String nullValue, int maximumFieldBytes) {
  /** A comma as delimiter, an empty field as null, fields of at most 1 MiB. */
  public static final CsvDialect DEFAULT = new CsvDialect(',', "", 1 << 20);
}
