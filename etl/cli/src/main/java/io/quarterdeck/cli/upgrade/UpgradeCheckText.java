package io.quarterdeck.cli.upgrade;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.quarterdeck.cli.terminal.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The result of {@code upgrade-check} as a table followed by the advice, or as a JSON object with
 * the fields stack, worst (equal, differs or unknown) and parts, each with name, result, found,
 * expected and advice.
 */
final class UpgradeCheckText {
  private static final JsonFactory JSON = new JsonFactory();

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

  static String json(String stack, List<Compatibility> parts) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("stack", stack);
      json.writeStringField("worst", UpgradeCheckCommand.worst(parts).words());
      json.writeArrayFieldStart("parts");
      for (Compatibility part : parts) {
        json.writeStartObject();
        json.writeStringField("name", part.name());
        json.writeStringField("result", part.state().words());
        json.writeStringField("found", part.found());
        json.writeStringField("expected", part.expected());
        json.writeStringField("advice", part.advice());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
