package io.quarterdeck.etl.faults;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file whose every row says which file it is of and which line it stands on, so that a missing
 * row, a row of another file and a row that is there twice all show.
 *
 * @param number which file it is
 * @param rows how many rows it has
 */
record Generation(int number, int rows) {
  /** What {@link #write} writes, as a dataset file says it. */
  static final String DATASET =
      """
      name: faults
      table: faults.sales
      columns:
        - {name: generation, type: integer, nullable: false}
        - {name: item, type: text, nullable: false}
        - {name: amount, type: bigint, nullable: false}
      indexes: [[item]]
      """;

  /** Of so many lines one is damaged in {@link #writeDamaged}. */
  private static final int DAMAGED = 3;

  Path write(Path folder) throws IOException {
    return write(folder, false);
  }

  /** Some lines do not fit: their amount has a letter, {@code x}, before it. */
  Path writeDamaged(Path folder) throws IOException {
    return write(folder, true);
  }

  private Path write(Path folder, boolean damaged) throws IOException {
    Path file = folder.resolve("generation-" + number + ".csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("generation,item,amount\n");
      for (int line = 2; line < rows + 2; line++) {
        String letter = damaged && line % DAMAGED == 0 ? "x" : "";
        out.write(number + ",item " + line % 97 + "," + letter + amount(line) + "\n");
      }
    }
    return file;
  }

  /** How many lines {@link #writeDamaged} damages. */
  int damagedRows() {
    return (rows + 1) / DAMAGED;
  }

  private long amount(int line) {
    return number * 10_000_000L + line;
  }

  /** Counts, over the rows that readers see: all, those of this file, and its different lines. */
  String countingSql() {
    return """
        select count(*),
          count(*) filter (where generation = %1$d and amount = %1$d * 10000000::bigint + load_line),
          count(distinct load_line) filter (where generation = %1$d and load_line between 2 and %2$d)
        from faults.sales
        """
        .formatted(number, rows + 1);
  }
}
