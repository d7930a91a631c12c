package io.quarterdeck.cli.report;

import io.quarterdeck.cli.report.ReportData.Rejects;
import io.quarterdeck.cli.report.Table.Entry;
import io.quarterdeck.loader.reject.RejectReason;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The section about rejected lines: their reasons, how to correct them, and the first lines. */
final class RejectsSection {
  private RejectsSection() {}

  static String html(Rejects rejects) {
    return rejects
            .unreadable()
            .map(why -> "<p class='notice'>" + Text.escape(why) + "</p>")
            .orElseGet(() -> reasons(rejects) + samples(rejects))
        + "<p>To correct the lines, edit the column <code>raw</code> of a copy of <code>%s</code>. Then add the lines to the load:</p><pre tabindex='0'>%s</pre>"
            .formatted(Text.escape(rejects.file()), Text.escape(rejects.fix()));
  }

  private static String reasons(Rejects rejects) {
    return Table.html(
        "Rejects by reason",
        List.of(
            Entry.text("Reason"),
            Entry.text("Column"),
            Entry.number("Rejects"),
            Entry.text("How to correct it")),
        rejects.reasons().stream()
            .map(
                reason ->
                    List.of(
                        Entry.name(reason.code()),
                        Entry.text(reason.column()),
                        Entry.number(
                            Figures.exact(reason.rejects()), BigDecimal.valueOf(reason.rejects())),
                        Entry.prose(advice(reason.code()))))
            .toList());
  }

  private static String samples(Rejects rejects) {
    return Table.html(
        "The first %s of %s rejects"
            .formatted(Figures.exact(rejects.samples().size()), Figures.exact(rejects.total())),
        List.of(
            Entry.number("Line"),
            Entry.text("Column"),
            Entry.text("Reason"),
            Entry.text("Found"),
            Entry.text("Expected"),
            Entry.text("Record")),
        rejects.samples().stream()
            .map(
                sample ->
                    List.of(
                        Entry.number(Figures.exact(sample.line())),
                        Entry.text(sample.column()),
                        Entry.name(sample.code()),
                        Entry.text(sample.found()),
                        Entry.text(sample.expected()),
                        Entry.code(sample.raw())))
            .toList());
  }

  /** Returns how to correct a line; the codes of other versions have no advice. */
  private static String advice(String code) {
    Optional<RejectReason> known =
        Arrays.stream(RejectReason.values())
            .filter(reason -> reason.name().toLowerCase(Locale.ROOT).equals(code))
            .findFirst();
    return known.map(RejectsSection::advice).orElse("See the column expected.");
  }

  private static String advice(RejectReason reason) {
    return switch (reason) {
      case FIELD_COUNT ->
          "Add the missing fields, or quote a field that contains the delimiter or a line end.";
      case TEXT_AFTER_QUOTE -> "Double the quotes inside a quoted field.";
      case FIELD_TOO_LONG ->
          "Shorten the field. A quote that is not closed also makes a field too long.";
      case NOT_UTF8 ->
          "Write the characters as UTF-8, or set csv: {encoding: …} in the dataset file.";
      case NUL_CHARACTER -> "Delete the character NUL. PostgreSQL does not store it.";
      case VALUE_MISSING ->
          "Enter a value, or remove nullable: false from the column in the dataset file.";
      case NOT_A_NUMBER ->
          "Enter a number. For other signs of decimals or thousands, set them in the dataset file.";
      case OUT_OF_RANGE ->
          "Enter a number inside the bounds, or change min, max or the type in the dataset file.";
      case TOO_MANY_DIGITS -> "Round the number, or use a decimal type with more digits.";
      case NOT_A_BOOLEAN -> "Enter true or false, or map other texts in the dataset file.";
      case NOT_A_DATE -> "Enter an existing date in the format of the column.";
      case NOT_A_TIMESTAMP -> "Enter an existing time in the format of the column.";
    };
  }
}
