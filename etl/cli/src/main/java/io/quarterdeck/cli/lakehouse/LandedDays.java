package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.blob.LakeFiles;
import io.quarterdeck.contract.LakehouseSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The days whose data is complete in the container {@code landing}: those with a manifest.
 *
 * @param files the files of the container
 */
record LandedDays(LakeFiles files) {
  /** Returns the days of a source, in ascending order. */
  List<LocalDate> of(LakehouseSource source) {
    return files.list(source.folder()).stream()
        .flatMap(path -> day(path).stream())
        .sorted()
        .distinct()
        .toList();
  }

  /** Returns the path of the manifest of a day. */
  static String manifest(LakehouseSource source, LocalDate day) {
    return source.folder() + "/" + day + "/" + LakehouseSource.MANIFEST;
  }

  private static Optional<LocalDate> day(String path) {
    String[] parts = path.split("/", -1);
    if (parts.length != 3 || !parts[2].equals(LakehouseSource.MANIFEST)) {
      return Optional.empty();
    }
    return Stream.of(parts[1]).flatMap(text -> parse(text).stream()).findFirst();
  }

  private static Optional<LocalDate> parse(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      // A folder that no copy made.
      return Optional.empty();
    }
  }
}
