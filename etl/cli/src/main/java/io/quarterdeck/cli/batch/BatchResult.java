package io.quarterdeck.cli.batch;

import io.quarterdeck.azure.stack.ExportResult;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.cli.bootstrap.SystemResult;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.loader.dataset.Dataset;
import java.io.PrintWriter;

/**
 * The result of the batch system's steps.
 *
 * @param dataset the dataset
 * @param stack the stack
 * @param loadId the id of the load in the ledger, from this bootstrap or an earlier one
 * @param export the export, from this bootstrap or an earlier one
 */
record BatchResult(Dataset dataset, Stack stack, long loadId, ExportResult export)
    implements SystemResult {
  @Override
  public JsonObject addTo(JsonObject object) {
    return object
        .with("loadId", loadId)
        .with("table", dataset.table())
        .with("jdbcUrl", stack.postgres().jdbcUrl())
        .with("blob", stack.blob().url())
        .with("runId", export.runId())
        .with("rows", export.rows())
        .with("data", export.data())
        .with("aggregates", export.aggregates())
        .with("manifest", export.manifest());
  }

  @Override
  public void print(PrintWriter out, String sameStack) {
    out.println();
    out.println("Where everything is");
    line(out, "table", dataset.table() + " at " + stack.postgres().jdbcUrl());
    line(out, "Parquet", export.data() + " at " + stack.blob().url());
    export.aggregates().ifPresent(where -> line(out, "aggregates", where));
    line(out, "manifest", export.manifest());
    line(out, "ledger", "load " + loadId + " in quarterdeck.load");
    suggest(sameStack, out);
  }

  private static void suggest(String sameStack, PrintWriter out) {
    out.println();
    out.println("Try next");
    // The width of the longest command with the stack's name.
    String row = "  ./quarterdeck %-" + ("load FILE" + sameStack).length() + "s  %s%n";
    out.printf(row, "loads" + sameStack, "the ledger");
    out.printf(row, "runs" + sameStack, "the job's runs, what they loaded and cost");
    out.printf(row, "doctor" + sameStack, "check everything that the stack needs");
    out.printf(
        row, "load FILE" + sameStack, "load your own file (validate it first with check FILE)");
    out.printf(row, "rollback" + sameStack, "restore the previous load");
  }

  private static void line(PrintWriter out, String name, String value) {
    out.printf("  %-12s%s%n", name, value);
  }
}
