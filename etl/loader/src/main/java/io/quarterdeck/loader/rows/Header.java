package io.quarterdeck.loader.rows;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The header of a file, and the positions of the dataset's columns in it. Names are compared
 * without regard to case and surrounding white space.
 *
 * @param names the names in the file, in the file's order
 * @param fields for each column of the dataset, in its order, the index of the field that holds it
 * @param ignored the names that the dataset does not have
 */
record Header(List<String> names, List<Integer> fields, List<String> ignored) {
  static Header of(List<String> written, Dataset dataset, Path file) {
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
      List<Integer> found = places.getOrDefault(key(source), List.of());
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
    List<String> wanted = dataset.columns().stream().map(column -> key(column.source())).toList();
    return new Header(
        names, fields, names.stream().filter(name -> !wanted.contains(key(name))).toList());
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
