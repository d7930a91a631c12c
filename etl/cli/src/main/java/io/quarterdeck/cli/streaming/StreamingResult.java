package io.quarterdeck.cli.streaming;

import io.quarterdeck.azure.outputs.OutputValues.Streaming;
import io.quarterdeck.cli.bootstrap.SystemResult;
import io.quarterdeck.cli.terminal.JsonObject;
import java.io.PrintWriter;
import java.util.Map;

/**
 * The result of the steps of the streaming system.
 *
 * @param streaming the outputs of the system
 * @param metrics the counts and latencies
 */
record StreamingResult(Streaming streaming, Map<String, String> metrics) implements SystemResult {
  @Override
  public JsonObject addTo(JsonObject object) {
    return new StreamHighlights(metrics)
        .addTo(object.with("eventHubsHost", streaming.host()).with("eventHub", streaming.hub()));
  }

  @Override
  public void print(PrintWriter out, String sameStack) {
    out.println();
    new StreamHighlights(metrics).print(out);
    out.println();
    out.println("Where the events are");
    out.printf("  %-12s%s at %s%n", "event hub", streaming.hub(), streaming.host());
    out.printf("  %-12s%s%n", "tables", "the container " + streaming.container());
  }
}
