package io.quarterdeck.cli.streaming;

import io.quarterdeck.cli.report.SystemReport;
import io.quarterdeck.cli.terminal.JsonObject;
import java.io.PrintWriter;
import java.util.Map;

/**
 * The most important results of the stream.
 *
 * @param metrics the counts and latencies
 */
record StreamHighlights(Map<String, String> metrics) implements SystemReport.Highlights {
  @Override
  public JsonObject addTo(JsonObject object) {
    JsonObject stream = new JsonObject();
    metrics.forEach(stream::with);
    return object.with("stream", stream);
  }

  @Override
  public void print(PrintWriter out) {
    out.println("The stream of orders");
    for (String name :
        new String[] {
          "events", "accepted", "duplicates", "late", "quarantined", "orders", "cancelled"
        }) {
      out.printf("  %-12s%s%n", name, metrics.getOrDefault(name, "?"));
    }
    if (metrics.containsKey("event_to_gold_p50_ms")) {
      out.printf(
          "  %-12sp50 %s ms, p95 %s ms, p99 %s ms from the event hub to gold%n",
          "latency",
          metrics.get("event_to_gold_p50_ms"),
          metrics.get("event_to_gold_p95_ms"),
          metrics.get("event_to_gold_p99_ms"));
    }
  }
}
