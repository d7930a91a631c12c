package io.quarterdeck.cli.newdataset;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Derives names for columns, tables and datasets from names in files. */
final class ColumnNaming {
  private static final int MAXIMUM = 60;

  /** The columns that PostgreSQL and Quarterdeck add. */
  private static final Set<String> RESERVED =
      Set.of("load_id", "load_line", "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

  private static final Map<String, String> SPELLED =
      Map.of(
          "%",
          " percent ", "#", " number ", "ß", "ss", "æ", "ae", "ø", "o", "ł", "l", "&", " and ");

  private ColumnNaming() {}

  /** Names the columns, and decides which ones the header does not identify. */
  static void name(List<ColumnGuess> columns) {
    Set<String> used = new HashSet<>();
    Map<String, Long> headers = new HashMap<>();
    columns.forEach(column -> headers.merge(key(column), 1L, Long::sum));
    for (ColumnGuess column : columns) {
      String base = identifier(column.header);
      if (base.isEmpty()) {
        base = "column_" + column.position;
        column.evidence.add(
            column.header.isBlank() ? "the header is empty" : "the header has no Latin letters");
      }
      String name = RESERVED.contains(base) ? base + "_in_file" : base;
      for (int number = 2; !used.add(name); number++) {
        name = base + "_" + number;
      }
      column.name = name;
      boolean repeated = !column.header.isBlank() && headers.get(key(column)) > 1;
      // A quote in a header may be a mistake, which the loader reads in another way.
      column.byPosition = column.header.isBlank() || repeated || column.header.contains("\"");
      if (repeated) {
        column.evidence.add(
            "the header has '%s' %d times"
                .formatted(column.header.strip(), headers.get(key(column))));
      }
    }
  }

  private static String key(ColumnGuess column) {
    return column.header.strip().toLowerCase(Locale.ROOT);
  }

  /** A name of lower-case letters, digits and underscores; empty if the text has none of them. */
  static String identifier(String text) {
    String spelled = text;
    for (Map.Entry<String, String> each : SPELLED.entrySet()) {
      spelled = spelled.replace(each.getKey(), each.getValue());
    }
    String ascii =
        Normalizer.normalize(spelled, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^_+|_+$", "");
    String cut = ascii.length() > MAXIMUM - 4 ? ascii.substring(0, MAXIMUM - 4) : ascii;
    return cut.matches("[0-9].*") ? "_" + cut : cut;
  }

  /** The name of the dataset of a file: words joined by hyphens. */
  static String dataset(String fileName) {
    String base =
        fileName
            .replaceFirst("(?i)\\.(gz|zst|zip)$", "")
            .replaceFirst("(?i)\\.(csv|tsv|tab|psv|txt|dat)$", "");
    String words = identifier(base).replaceAll("^_+", "").replaceAll("_+", "-");
    String name = words.isEmpty() ? "data" : words.matches("[a-z].*") ? words : "data-" + words;
    return name.length() > MAXIMUM - 20
        ? name.substring(0, MAXIMUM - 20).replaceAll("-$", "")
        : name;
  }
}
