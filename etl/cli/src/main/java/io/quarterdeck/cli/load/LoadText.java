package io.quarterdeck.cli.load;

import static io.quarterdeck.cli.terminal.TextTable.Heading.left;
import static io.quarterdeck.cli.terminal.TextTable.Heading.right;

import io.quarterdeck.cli.terminal.TextTable;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.load.LoadResult;
import io.quarterdeck.loader.profile.ColumnProfile;
import io.quarterdeck.loader.rows.RowSummary;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** The result of {@code load} as text. */
final class LoadText {
  private static final int LONGEST_CELL = 24;

  private final PrintWriter out;

  LoadText(PrintWriter out) {
    this.out = out;
  }

  /** Returns a short description of the result. */
  static String outcome(LoadResult result) {
    return result
        .summary()
        .map(summary -> count(summary.rowsLoaded()) + " rows as load " + result.entry().id())
        .orElse("loaded already, as load " + result.entry().id());
  }

  void loaded(Dataset dataset, LoadResult result) {
    if (result.summary().isEmpty()) {
      print(
          "%s is loaded already: load %d of %s. Nothing to do; --force loads it again.",
          result.entry().file(), result.entry().id(), dataset.table());
      if (!result.datasetChanges().isEmpty()) {
        print(
            "The dataset file has changed since that load. The load does not include these changes:");
        result.datasetChanges().forEach(change -> out.println("  " + change));
      }
      return;
    }
    RowSummary summary = result.summary().get();
    print(
        "Loaded %,d rows of %s into %s as load %d in %.2f s (%,.0f rows/s).",
        summary.rowsLoaded(),
        result.entry().file(),
        dataset.table(),
        result.entry().id(),
        result.seconds(),
        summary.rowsLoaded() / result.seconds());
    result.entry().landing().ifPresent(landing -> print("The file is in Blob at %s.", landing));
    result
        .entry()
        .rejectsFile()
        .ifPresent(
            file -> print("Rejected %,d rows; each is in %s.", summary.rowsRejected(), file));
    quality(summary);
  }

  /** Prints ignored columns, the number of duplicates, and a profile of each column. */
  void quality(RowSummary summary) {
    if (!summary.ignoredColumns().isEmpty()) {
      print(
          "Ignored columns that the dataset does not define: %s.",
          String.join(", ", summary.ignoredColumns()));
    }
    print("Duplicate rows: %s.", duplicates(summary));
    out.println();
    TextTable table =
        new TextTable(
            left("column"),
            right("nulls"),
            right("distinct"),
            right("min"),
            right("max"),
            right("mean"));
    for (ColumnProfile column : summary.columns()) {
      table.add(
          column.name(),
          count(column.nulls()),
          distinct(column),
          cell(column.min()),
          cell(column.max()),
          column.mean().map(LoadText::rounded).orElse("-"));
    }
    table.print(out);
  }

  private static String duplicates(RowSummary summary) {
    if (summary.duplicates().isPresent()) {
      return count(summary.duplicates().getAsLong());
    }
    return summary.extent() == RowSummary.Extent.WHOLE_FILE
        ? "not counted (--skip-duplicates)"
        : "not counted (the file was not read to its end)";
  }

  /** Returns the count, marked if it is an estimate. */
  private static String distinct(ColumnProfile column) {
    return (column.distinct() > ColumnProfile.EXACT_DISTINCT ? "~" : "") + count(column.distinct());
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String rounded(String number) {
    return String.format(Locale.ROOT, "%,.2f", Double.parseDouble(number));
  }

  private static String cell(Optional<String> value) {
    String text = value.orElse("-").replaceAll("\\p{Cntrl}", "?");
    return text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL - 1) + "…";
  }

  private void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
