package io.quarterdeck.cli.upgrade;

import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.TextTable;
import java.io.PrintWriter;
import java.util.List;

/**
 * The result of {@code upgrade-check} as a table followed by the advice, or as a JSON object with
 * the fields stack or tool, worst (equal, warning, differs, failed or unknown) and parts, each with
 * name, result, found, expected and advice.
 */
final class UpgradeCheckText {
  private UpgradeCheckText() {}

  static void print(List<Compatibility> parts, PrintWriter out) {
    TextTable table =
        new TextTable(
            TextTable.Heading.left("part"),
            TextTable.Heading.left("result"),
            TextTable.Heading.left("found"));
    parts.forEach(part -> table.add(part.name(), part.state().words(), part.found()));
    table.print(out);
    for (Compatibility part : parts) {
      if (part.state() != Compatibility.State.EQUAL) {
        out.printf("%n%s: expected %s. %s%n", part.name(), part.expected(), part.advice());
      }
    }
  }

  static String json(String subject, String name, List<Compatibility> parts) {
    return new JsonObject()
        .with(subject, name)
        .with("worst", UpgradeCheckCommand.worst(parts).words())
        .with("parts", parts.stream().map(UpgradeCheckText::json).toList())
        .text();
  }

  private static JsonObject json(Compatibility part) {
    return new JsonObject()
        .with("name", part.name())
        .with("result", part.state().words())
        .with("found", part.found())
        .with("expected", part.expected())
        .with("advice", part.advice());
  }
}
