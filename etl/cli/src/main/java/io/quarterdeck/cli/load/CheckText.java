package io.quarterdeck.cli.load;

import static io.quarterdeck.cli.terminal.TextTable.Heading.left;
import static io.quarterdeck.cli.terminal.TextTable.Heading.right;

import io.quarterdeck.cli.terminal.TextTable;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.load.FileCheck;
import io.quarterdeck.loader.load.RowReading;
import io.quarterdeck.loader.reject.Reject;
import io.quarterdeck.loader.rows.RowSummary;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * The result of {@code check} as text.
 *
 * @param name the file name that the user gave
 */
record CheckText(String name, RowReading reading, FileCheck.Result result) {
  void print(PrintWriter out, double seconds) {
    RowSummary summary = result.summary();
    out.println(
        format(
            "Checked %,d rows of %s against %s in %.2f s: %,d fit.",
            summary.rowsRead(), name, reading.dataset().name(), seconds, summary.rowsLoaded()));
    if (!result.first().isEmpty()) {
      rejects(out);
    }
    new LoadText(out).quality(summary);
  }

  /** Returns the failure for a file with too many rejects. */
  Failure refusal() {
    return Failure.of(
            "Cannot accept %s: %,d of %,d rows%s do not fit the dataset %s; expected at most %s."
                + " Correct the lines that %s lists, or allow more with --max-rejects.",
            name,
            result.summary().rowsRejected(),
            result.summary().rowsRead(),
            stopped() ? " read so far" : "",
            reading.dataset().name(),
            reading.rejectLimit(),
            result.rejectsFile().orElseThrow())
        .withRejects(result.rejectsFile());
  }

  private void rejects(PrintWriter out) {
    TextTable table = new TextTable(right("line"), left("column"), left("found"), left("expected"));
    List<Reject> first = result.first();
    for (Reject reject : first) {
      table.add(
          Long.toString(reject.line()),
          reject.column().orElse("-"),
          reject.found(),
          reject.expected());
    }
    out.println();
    table.print(out);
    out.println();
    long all = result.summary().rowsRejected();
    String shown =
        all > first.size() ? format("The first %d of %,d rejects. ", first.size(), all) : "";
    out.println(
        format(
            "%sRejected %,d rows; each is in %s.", shown, all, result.rejectsFile().orElseThrow()));
    if (stopped()) {
      out.println(
          format(
              "Stopped after %,d rejects; the rest of the file was not read. --max-rejects N reads on"
                  + " to N rejects.",
              all));
    }
  }

  private boolean stopped() {
    return result.summary().extent() == RowSummary.Extent.UNTIL_ENOUGH_REJECTS;
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
