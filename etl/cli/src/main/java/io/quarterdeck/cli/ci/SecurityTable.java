package io.quarterdeck.cli.ci;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * The security rules for each stack after the change. Rules that the change violates or restores
 * are marked.
 */
final class SecurityTable {
  private SecurityTable() {}

  static List<String> lines(List<Preview> previews) {
    List<String> lines = new ArrayList<>();
    lines.add("| rule | asks | " + previews.stream().map(Preview::stack).collect(joined()) + " |");
    lines.add("|---|---|" + "---|".repeat(previews.size()));
    for (Guard guard : Guard.values()) {
      String cells = previews.stream().map(preview -> cell(guard, preview)).collect(joined());
      lines.add("| " + guard.rule() + " | " + Markdown.code(guard.asks()) + " | " + cells + " |");
    }
    return lines;
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(" | ");
  }

  private static String cell(Guard guard, Preview preview) {
    List<Step> subjects =
        guard.subjects(preview).stream().filter(step -> !step.after().isEmpty()).toList();
    if (subjects.isEmpty()) {
      return "none there";
    }
    List<String> told = new ArrayList<>();
    for (Step step : subjects) {
      boolean held = !step.before().isEmpty() && guard.holds(step.before());
      boolean holds = guard.holds(step.after());
      if (held && !holds) {
        told.add("**opens** " + named(guard, step));
      } else if (!holds) {
        told.add("open: " + named(guard, step));
      } else if (!held && !step.before().isEmpty()) {
        told.add("closes " + Markdown.code(step.name()));
      }
    }
    return told.isEmpty() ? "holds" : String.join("<br>", told);
  }

  private static String named(Guard guard, Step step) {
    String value = guard.value(step.after());
    return Markdown.code(step.name()) + " = " + Markdown.code(value.isEmpty() ? "unset" : value);
  }
}
