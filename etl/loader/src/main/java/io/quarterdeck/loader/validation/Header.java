package io.quarterdeck.loader.validation;

import io.quarterdeck.loader.bytes.Utf8;
import io.quarterdeck.loader.csv.Chunk;
import io.quarterdeck.loader.csv.ParsedRecords;
import io.quarterdeck.loader.csv.RecordScanner;
import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.reject.Escaped;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The header of a file, and the positions of the dataset's columns in it. Names are compared
 * without regard to case and surrounding white space.
 *
 * @param names the names in the file, in the file's order
 * @param fields for each column of the dataset, in its order, the index of the field that holds it
 * @param ignored the names that the dataset does not have
 */
public record Header(List<String> names, List<Integer> fields, List<String> ignored) {
  /**
   * More than the 1,600 columns that a PostgreSQL table can have, because a file can have ignored
   * columns.
   */
  private static final int MAXIMUM_FIELDS = 1 << 16;

  /**
   * Reads the header and moves the start of the chunk behind it.
   *
   * @throws Failure if the file is empty, or if a column of the dataset is missing or not unique
   */
  public static Header take(Chunk chunk, Dataset dataset, Path file) {
    RecordScanner scanner = new RecordScanner(dataset.csv().delimiter(), MAXIMUM_FIELDS);
    if (chunk.parsed().isPresent()) {
      takeParsed(chunk.parsed().get(), scanner, file);
      return of(names(chunk, scanner, file, dataset), dataset, file);
    }
    byte[] bytes = chunk.bytes();
    int at = chunk.start();
    long line = chunk.firstLine();
    while (at < chunk.end() && (bytes[at] == '\n' || bytes[at] == '\r')) {
      at = RecordScanner.afterLineEnd(bytes, at, chunk.end());
      line++;
    }
    if (at == chunk.end()) {
      throw noText(file);
    }
    int next = scanner.scan(bytes, at, chunk.end());
    List<String> names = names(chunk, scanner, file, dataset);
    chunk.skipTo(next, line + scanner.lines());
    return of(names, dataset, file);
  }

  private static void takeParsed(ParsedRecords records, RecordScanner scanner, Path file) {
    if (records.count() == 0) {
      throw noText(file);
    }
    scanner.take(records, 0);
    records.skipFirst();
  }

  private static Failure noText(Path file) {
    return Failure.of(
        "Cannot read %s: it has no text; expected a header and rows. Write the file again.", file);
  }

  private static List<String> names(
      Chunk chunk, RecordScanner scanner, Path file, Dataset dataset) {
    List<String> names = new ArrayList<>();
    for (int field = 0; field < Math.min(scanner.count(), MAXIMUM_FIELDS); field++) {
      names.add(name(chunk, scanner, field, file, dataset));
    }
    return names;
  }

  private static String name(
      Chunk chunk, RecordScanner scanner, int field, Path file, Dataset dataset) {
    byte[] bytes = chunk.bytes();
    int start = scanner.start(field);
    int end = scanner.end(field);
    int invalid = Utf8.firstInvalid(bytes, start, end);
    if (invalid >= 0) {
      throw Failure.of(
          "Cannot read %s: its header has the byte %s at byte %s; expected %s. %s",
          file,
          Escaped.of(bytes, invalid, invalid + 1),
          chunk.byteOffset(invalid),
          dataset.csv().encoding().name(),
          "Save it as UTF-8, or set the encoding in the dataset file, as in csv: {encoding:"
              + " windows-1252}.");
    }
    if (scanner.valueBytes(field) >= 0) {
      byte[] value = scanner.value(bytes, field, new byte[0]);
      return new String(value, StandardCharsets.UTF_8);
    }
    String written = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    return scanner.kind(field) == RecordScanner.Kind.ESCAPED
        ? written.replace("\"\"", "\"")
        : written;
  }

  private static Header of(List<String> written, Dataset dataset, Path file) {
    List<String> names = written.stream().map(String::strip).toList();
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    for (int index = 0; index < names.size(); index++) {
      places.computeIfAbsent(key(names.get(index)), name -> new ArrayList<>()).add(index);
    }
    List<String> missing = new ArrayList<>();
    List<String> duplicates = new ArrayList<>();
    List<Integer> fields = new ArrayList<>();
    for (Column column : dataset.columns()) {
      String source = column.source();
      List<Integer> found =
          column.position().isPresent()
              ? fieldAt(column.position().get(), names)
              : places.getOrDefault(key(source), List.of());
      if (found.isEmpty()) {
        missing.add(source);
      } else if (found.size() > 1) {
        duplicates.add(source);
      } else {
        fields.add(found.get(0));
      }
    }
    if (!missing.isEmpty() || !duplicates.isEmpty()) {
      throw failure(names, missing, duplicates, dataset, file);
    }
    Set<Integer> used = new HashSet<>(fields);
    List<String> ignored = new ArrayList<>();
    for (int index = 0; index < names.size(); index++) {
      if (!used.contains(index)) {
        ignored.add(names.get(index));
      }
    }
    return new Header(names, fields, ignored);
  }

  private static List<Integer> fieldAt(int position, List<String> names) {
    return position <= names.size() ? List.of(position - 1) : List.of();
  }

  private static Failure failure(
      List<String> names,
      List<String> missing,
      List<String> duplicates,
      Dataset dataset,
      Path file) {
    List<String> wrong = new ArrayList<>();
    if (!missing.isEmpty()) {
      wrong.add("lacks " + String.join(", ", missing));
    }
    if (!duplicates.isEmpty()) {
      wrong.add("has more than once " + String.join(", ", duplicates));
    }
    return Failure.of(
        "Cannot read %s: its header %s; found %s; expected %s in any order. Name "
            + "each column of the dataset %s once in the first line, or choose another "
            + "--dataset.",
        file,
        String.join(" and ", wrong),
        shortened(String.join(String.valueOf(dataset.csv().delimiter()), names)),
        String.join(
            String.valueOf(dataset.csv().delimiter()),
            dataset.columns().stream().map(Column::source).toList()),
        dataset.name());
  }

  private static String shortened(String text) {
    return text.length() <= 500 ? text : text.substring(0, 500) + "…";
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
