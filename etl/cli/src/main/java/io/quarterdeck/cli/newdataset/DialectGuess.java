package io.quarterdeck.cli.newdataset;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * How the records of a file are separated.
 *
 * @param delimiter the character between fields
 * @param quoted whether quotes enclose fields
 * @param escaped whether a backslash escapes quotes
 * @param skippedLines the number of lines before the header
 * @param evidence why they were chosen
 */
record DialectGuess(
    char delimiter, boolean quoted, boolean escaped, int skippedLines, String evidence) {
  private static final char[] DELIMITERS = {',', ';', '\t', '|', ' '};
  private static final int MAXIMUM_SKIPPED = 30;
  private static final double NEARLY_ALL = 0.95;

  /** A way to read the sample. */
  private record Reading(char delimiter, boolean quoted, List<Integer> sizes, boolean broken) {
    int commonSize() {
      Map<Integer, Integer> counts = new HashMap<>();
      sizes.forEach(size -> counts.merge(size, 1, Integer::sum));
      return counts.entrySet().stream()
          .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
          .map(Map.Entry::getKey)
          .orElse(1);
    }

    /** The share of records with the most frequent number of fields. */
    double agreement() {
      int common = commonSize();
      long same = sizes.stream().filter(size -> size == common).count();
      return sizes.isEmpty() ? 0 : (double) same / sizes.size() - (broken ? 0.3 : 0);
    }

    /** More fields are better if the records agree. */
    double score() {
      if (commonSize() < 2 || (delimiter == ' ' && agreement() < NEARLY_ALL)) {
        return 0;
      }
      // Text has spaces, so another delimiter is more probable.
      double handicap = (delimiter == ' ' ? 0.3 : 0) + (quoted ? 0 : 0.1);
      return agreement() + Math.min(commonSize(), 20) / 200.0 - handicap;
    }
  }

  /** Reads the first characters of a file with each delimiter, and chooses the best. */
  static DialectGuess of(String sample) {
    List<Reading> readings = new ArrayList<>();
    for (boolean quoted : new boolean[] {true, false}) {
      for (char delimiter : DELIMITERS) {
        readings.add(read(sample, delimiter, quoted));
      }
    }
    Reading best = readings.get(0);
    for (Reading reading : readings) {
      best = reading.score() > best.score() + 1e-9 ? reading : best;
    }
    int skipped = best.commonSize() < 2 ? 0 : skipped(sample, best);
    return new DialectGuess(
        best.delimiter(),
        best.quoted(),
        best.quoted() && hasEscapes(sample, best.delimiter()),
        skipped,
        evidence(best, skipped));
  }

  /** A backslash before a quote that neither ends a field nor is doubled. */
  private static boolean hasEscapes(String sample, char delimiter) {
    String end = Pattern.quote(String.valueOf(delimiter));
    return Pattern.compile("\\\\\"(?![\"\\r\\n]|" + end + "|$)").matcher(sample).find();
  }

  private static String evidence(Reading best, int skipped) {
    int common = best.commonSize();
    long same = best.sizes().stream().filter(size -> size == common).count();
    String before = skipped == 0 ? "" : ", and the lines before the header have another number";
    return String.format(
        Locale.ROOT,
        "%,d of the first %,d records have %d %s%s",
        same,
        best.sizes().size(),
        common,
        common == 1 ? "field" : "fields",
        before);
  }

  /** The format of commons-csv. */
  CSVFormat format() {
    return format(delimiter, quoted).builder().setEscape(escaped ? '\\' : null).get();
  }

  private static CSVFormat format(char delimiter, boolean quoted) {
    return CSVFormat.DEFAULT
        .builder()
        .setDelimiter(delimiter)
        .setQuote(quoted ? '"' : null)
        .setIgnoreEmptyLines(true)
        .setTrailingData(true)
        .get();
  }

  private static Reading read(String sample, char delimiter, boolean quoted) {
    List<Integer> sizes = new ArrayList<>();
    boolean broken = false;
    try (CSVParser parser = CSVParser.parse(new StringReader(sample), format(delimiter, quoted))) {
      for (CSVRecord record : parser) {
        sizes.add(record.size());
      }
    } catch (IOException | UncheckedIOException e) {
      broken = true;
    }
    // The last record of the sample may be cut.
    if (sizes.size() > 2) {
      sizes.remove(sizes.size() - 1);
    }
    return new Reading(delimiter, quoted, sizes, broken);
  }

  /** The number of lines before the first record with the most frequent number of fields. */
  private static int skipped(String sample, Reading best) {
    String[] lines = sample.split("\r\n|\r|\n", MAXIMUM_SKIPPED + 2);
    for (int line = 0; line < Math.min(lines.length, MAXIMUM_SKIPPED); line++) {
      String rest = String.join("\n", List.of(lines).subList(line, lines.length));
      Reading reading = read(rest, best.delimiter(), best.quoted());
      boolean header = !reading.sizes().isEmpty() && reading.sizes().get(0) == best.commonSize();
      if (header && !lines[line].isBlank() && !isTitle(lines[line], best)) {
        return onlyBlank(lines, line) ? 0 : line;
      }
    }
    return 0;
  }

  /** A title that a spreadsheet wrote has the same number of fields, and most are empty. */
  private static boolean isTitle(String line, Reading best) {
    String[] fields = line.split(Pattern.quote(String.valueOf(best.delimiter())), -1);
    long filled = Arrays.stream(fields).filter(field -> !field.isBlank()).count();
    return filled * 2 < fields.length;
  }

  private static boolean onlyBlank(String[] lines, int end) {
    for (int line = 0; line < end; line++) {
      if (!lines[line].isBlank()) {
        return false;
      }
    }
    return true;
  }
}
