package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.cli.bootstrap.SystemResult;
import io.quarterdeck.cli.report.TopicsReportData.Topic;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.contract.LakeName;
import java.io.PrintWriter;
import java.util.List;

/**
 * The result of the lakehouse's steps.
 *
 * @param top the most frequent topics of the newest day
 * @param blob the URL of the storage account
 */
record LakehouseResult(List<Topic> top, String blob) implements SystemResult {
  @Override
  public JsonObject addTo(JsonObject object) {
    return object.with("topics", TopTopics.json(top));
  }

  @Override
  public void print(PrintWriter out, String sameStack) {
    out.println();
    TopTopics.print(top, out);
    out.println();
    out.println("Where the lakehouse is");
    out.printf("  %-12s%s%n", "tables", "silver/ and gold/ in the container lake at " + blob);
    out.printf("  %-12s%s%n", "topics", LakeName.TOPICS_OF_THE_DAY.lakeName());
    out.println();
    out.println("Try next");
    String row =
        "  ./quarterdeck %-" + ("runs --systems lakehouse" + sameStack).length() + "s  %s%n";
    out.printf(row, "runs --systems lakehouse" + sameStack, "the runs of the jobs");
    out.printf(row, "model list" + sameStack, "the models and their metrics");
    out.printf(row, "doctor" + sameStack, "check everything that the stack needs");
  }
}
