package io.quarterdeck.cli.faults;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file in which each row contains the number of the file and its own line, so that missing rows,
 * rows of another file and duplicate rows are detected.
 *
 * @param number the number of the file
 * @param rows the number of rows
 */
record Generation(int number, int rows) {
  /** The dataset file for the files that {@link #write} writes. */
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

  /** {@link #writeDamaged} damages one line in this many. */
  private static final int DAMAGED = 3;

  Path write(Path folder) throws IOException {
    return write(folder, false);
  }

  /** Writes the file with some damaged lines: their amount has the letter {@code x} in front. */
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

  /** The number of lines that {@link #writeDamaged} damages. */
  int damagedRows() {
    return (rows + 1) / DAMAGED;
  }

  private long amount(int line) {
    return number * 10_000_000L + line;
  }

  /**
   * SQL that counts the rows that readers see: all rows, the rows of this file, and the distinct
   * lines of this file.
   */
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
