package io.quarterdeck.loader.load;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.reject.RejectLine;
import io.quarterdeck.loader.reject.RejectsLoad;
import io.quarterdeck.loader.reject.RejectsReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The load and the lines that a file of repaired rejects refers to.
 *
 * @param load the load that rejected the lines
 * @param lines the lines of the loaded file on which the records begin
 */
record RepairedLines(RejectsLoad load, Set<Long> lines) {
  /**
   * Reads the whole file.
   *
   * @throws Failure if the file is malformed or has rejects of more than one load
   */
  static RepairedLines of(Path file) {
    Map<Long, RejectLine> lines = new HashMap<>();
    RejectLine[] first = new RejectLine[1];
    RejectsReader.read(
        file,
        (line, record) -> {
          first[0] = first[0] == null ? line : first[0];
          refuseOther(file, first[0], line);
          refuseTwice(file, lines.put(line.line(), line), line);
        });
    if (first[0] == null) {
      throw Failure.of(
          "Cannot add the rows of %s: it has only a header; expected repaired lines. "
              + "Name another file.",
          file);
    }
    return new RepairedLines(first[0].load(), Set.copyOf(lines.keySet()));
  }

  private static void refuseOther(Path file, RejectLine first, RejectLine line) {
    if (!line.load().equals(first.load())) {
      throw Failure.of(
          "Cannot add the rows of %s: line %s is of %s and line %s of %s; expected "
              + "rejects of one load. Nothing was added. Put the rejects of each load into "
              + "a separate file.",
          file, first.row(), first.load(), line.row(), line.load());
    }
  }

  private static void refuseTwice(Path file, RejectLine before, RejectLine line) {
    if (before != null) {
      throw Failure.of(
          "Cannot add the rows of %s: its lines %s and %s are both line %s of the "
              + "loaded file; expected each line once. Nothing was added. Delete one of "
              + "them.",
          file, before.row(), line.row(), line.line());
    }
  }
}
