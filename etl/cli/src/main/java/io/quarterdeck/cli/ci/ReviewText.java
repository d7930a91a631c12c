package io.quarterdeck.cli.ci;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Formats previews as Markdown: first the data that would be lost, then the changes. */
final class ReviewText {
  /** The first line of the comment, by which the next run finds it. */
  static final String MARK = "<!-- quarterdeck: preview -->";

  // Azure DevOps accepts 150,000 characters in a comment.
  private static final int MOST_ROWS = 150;

  private ReviewText() {}

  static String of(List<Preview> previews) {
    List<String> lines = new ArrayList<>(List.of(MARK, "## What this change does"));
    for (Preview preview : previews) {
      lines.add("");
      lines.add("### " + preview.stack() + ": " + counts(preview));
      lines.addAll(warnings(preview));
      lines.addAll(changes(preview));
    }
    lines.add("");
    lines.add("### Security");
    lines.addAll(SecurityTable.lines(previews));
    return String.join("\n", lines) + "\n";
  }

  private static String counts(Preview preview) {
    if (!preview.errors().isEmpty()) {
      return "the preview failed";
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String verb : List.of("create", "import", "update", "replace", "delete")) {
      long count =
          preview.changing().stream()
              .filter(step -> step.operation().verb().equals(verb))
              .map(Step::urn)
              .distinct()
              .count();
      if (count > 0) {
        counts.put(verb, count);
      }
    }
    return counts.isEmpty()
        ? "no changes"
        : counts.entrySet().stream()
            .map(entry -> entry.getValue() + " to " + entry.getKey())
            .collect(Collectors.joining(", "));
  }

  private static List<String> warnings(Preview preview) {
    List<String> lines = new ArrayList<>();
    for (String error : preview.errors()) {
      lines.add("");
      lines.add("> **Failed**: " + Markdown.code(error));
    }
    List<Refusal> refusals = Refusal.of(preview);
    for (Refusal refusal : refusals) {
      lines.add("");
      lines.add("> **Refused**: it " + refusal.text() + ".");
    }
    if (!refusals.isEmpty()) {
      lines.add(">");
      lines.add("> If this is intended: " + Refusal.advice(refusals) + ".");
    }
    return lines;
  }

  private static List<String> changes(Preview preview) {
    List<Step> changing = preview.changing();
    List<Step> tagged = changing.stream().filter(ReviewText::onlyTags).toList();
    List<Step> told = changing.stream().filter(step -> !onlyTags(step)).toList();
    List<String> lines = new ArrayList<>();
    if (!told.isEmpty()) {
      lines.addAll(List.of("", "| | resource | type | what |", "|---|---|---|---|"));
      told.stream().limit(MOST_ROWS).map(ReviewText::row).forEach(lines::add);
    }
    if (told.size() > MOST_ROWS) {
      lines.add("");
      lines.add("And %d more, in the run's log.".formatted(told.size() - MOST_ROWS));
    }
    if (!tagged.isEmpty()) {
      lines.add("");
      lines.add("Only tags change on %d resources.".formatted(tagged.size()));
    }
    return lines;
  }

  private static boolean onlyTags(Step step) {
    return step.operation() == Operation.UPDATE
        && !step.changes().isEmpty()
        && step.changes().stream().allMatch(PropertyChange::isTag);
  }

  private static String row(Step step) {
    String what =
        step.changes().stream()
            .filter(change -> !change.isTag())
            .map(change -> Markdown.code(change.text()))
            .collect(Collectors.joining("<br>"));
    String verb = step.operation().verb();
    return "| %s | %s | %s | %s |"
        .formatted(
            step.operation().destroys() ? "**" + verb + "**" : verb,
            Markdown.code(step.name()),
            step.shortType(),
            what);
  }
}
