package io.quarterdeck.e2e.sequences;

import io.quarterdeck.e2e.sequences.Model.Repairs;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fixes records in a file of rejects. Contains only the columns that Quarterdeck reads. */
final class FixedLines {
  private static final int WRONG_DAY = 3;

  private FixedLines() {}

  /**
   * Returns the text of the file. The lines and loads of the records are those that the load wrote.
   */
  static String of(ModelLoad load, Repairs repairs) throws IOException {
    Map<Long, String[]> written = new HashMap<>();
    List<String> lines = Files.readAllLines(load.rejectsFile.orElseThrow());
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      written.put(Long.parseLong(cells[0]), cells);
    }
    StringBuilder text = new StringBuilder("line,byte,raw,load\n");
    repairs.fitting().forEach((line, row) -> append(text, written.get(line), row.csv()));
    for (long line : repairs.wrong()) {
      Row row = load.content.repaired(line, 1);
      append(text, written.get(line), Content.broken(row, WRONG_DAY));
    }
    return text.toString();
  }

  /** A field that no dataset uses ends each record. */
  private static void append(StringBuilder text, String[] cells, String record) {
    text.append(cells[0])
        .append(',')
        .append(cells[1])
        .append(",\"")
        .append((record + ",").replace("\"", "\"\""))
        .append("\",")
        .append(cells[cells.length - 1])
        .append('\n');
  }
}
