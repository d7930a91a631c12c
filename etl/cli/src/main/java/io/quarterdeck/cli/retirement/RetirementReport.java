package io.quarterdeck.cli.retirement;

import static io.quarterdeck.cli.terminal.TextTable.Heading.left;
import static io.quarterdeck.cli.terminal.TextTable.Heading.right;

import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.TextTable;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;

/**
 * The result of {@code ci retirements}, as a table followed by the advice, or as a JSON object with
 * the fields asOf, worst (ok, warning or failed), entries, uses, previews and retirements. Each
 * retirement has the fields id, kind, what, retires, days, result, usedBy, instead, source and
 * read.
 *
 * @param asOf the day with which the dates were compared
 * @param entries the number of entries of the list
 * @param uses the number of uses that were compared with the entries
 * @param previews the stacks whose preview was compared
 * @param notices the retirements that affect the uses
 */
public record RetirementReport(
    LocalDate asOf, int entries, int uses, List<String> previews, List<RetirementNotice> notices) {

  /** Prints the report. */
  public void print(PrintWriter out) {
    if (!notices.isEmpty()) {
      table().print(out);
      out.println();
    }
    if (worst() != Urgency.LATER) {
      out.println("What to do");
      for (RetirementNotice notice : notices) {
        if (notice.urgency() != Urgency.LATER) {
          out.println("  " + notice.retirement().id() + ": " + notice.advice());
        }
      }
      out.println();
    }
    long warnings = count(Urgency.SOON);
    out.printf(
        "%s: compared %d uses with %d entries: %d failed, %d %s, %d ok%n",
        asOf,
        uses,
        entries,
        count(Urgency.DUE),
        warnings,
        warnings == 1 ? "warning" : "warnings",
        count(Urgency.LATER));
    if (previews.isEmpty()) {
      out.println(
          "Properties of resources were not compared. To compare them, give previews as STACK=FILE.");
    }
  }

  private TextTable table() {
    TextTable table =
        new TextTable(
            left("retires"), right("days"), left("result"), left("what"), left("used by"));
    for (RetirementNotice notice : notices) {
      table.add(
          notice.retirement().date().toString(),
          Long.toString(notice.days()),
          notice.urgency().words(),
          notice.retirement().what(),
          notice.usedBy());
    }
    return table;
  }

  /** Returns the report as JSON. */
  public String json() {
    return new JsonObject()
        .with("asOf", asOf)
        .with("worst", worst().words())
        .with("entries", entries)
        .with("uses", uses)
        .with("previews", previews)
        .with("retirements", notices.stream().map(RetirementReport::json).toList())
        .text();
  }

  private static JsonObject json(RetirementNotice notice) {
    Retirement retirement = notice.retirement();
    return new JsonObject()
        .with("id", retirement.id())
        .with("kind", retirement.kind().words())
        .with("what", retirement.what())
        .with("retires", retirement.date())
        .with("days", notice.days())
        .with("result", notice.urgency().words())
        .with("usedBy", notice.uses().stream().map(PlatformUse::text).toList())
        .with("instead", retirement.instead())
        .with("source", retirement.source())
        .with("read", retirement.read());
  }

  /** Returns the worst urgency. */
  public Urgency worst() {
    return RetirementCheck.worst(notices);
  }

  private long count(Urgency urgency) {
    return notices.stream().filter(notice -> notice.urgency() == urgency).count();
  }
}
