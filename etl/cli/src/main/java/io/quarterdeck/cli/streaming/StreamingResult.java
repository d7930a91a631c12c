package io.quarterdeck.cli.streaming;

import io.quarterdeck.azure.outputs.OutputValues.Streaming;
import io.quarterdeck.cli.bootstrap.SystemResult;
import io.quarterdeck.cli.terminal.JsonObject;
import java.io.PrintWriter;

/**
 * The result of the steps of the streaming system.
 *
 * @param streaming the outputs of the system
 */
record StreamingResult(Streaming streaming) implements SystemResult {
  @Override
  public JsonObject addTo(JsonObject object) {
    return object.with("eventHubsHost", streaming.host()).with("eventHub", streaming.hub());
  }

  @Override
  public void print(PrintWriter out, String sameStack) {
    out.println();
    out.println("Where the events are");
    out.printf("  %-12s%s at %s%n", "event hub", streaming.hub(), streaming.host());
    out.printf("  %-12s%s%n", "tables", "the container " + streaming.container());
  }
}
