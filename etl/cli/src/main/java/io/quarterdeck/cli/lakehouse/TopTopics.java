package io.quarterdeck.cli.lakehouse;

import static io.quarterdeck.cli.terminal.TextTable.Heading.left;
import static io.quarterdeck.cli.terminal.TextTable.Heading.right;

import io.quarterdeck.cli.report.TopicsReportData.Topic;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.TextTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Formats the most frequent topics of a day. */
final class TopTopics {
  private TopTopics() {}

  static void print(List<Topic> top, PrintWriter out) {
    out.println("Top topics of " + top.get(0).day());
    TextTable table = new TextTable(left("topic"), right("questions"));
    top.forEach(
        topic -> table.add(topic.topic(), String.format(Locale.ROOT, "%,d", topic.questions())));
    table.print(out);
  }

  static List<JsonObject> json(List<Topic> top) {
    return top.stream()
        .map(
            topic ->
                new JsonObject()
                    .with("day", topic.day())
                    .with("topic", topic.topic())
                    .with("questions", topic.questions()))
        .toList();
  }
}
