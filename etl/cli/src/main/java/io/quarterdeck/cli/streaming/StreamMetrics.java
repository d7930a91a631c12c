package io.quarterdeck.cli.streaming;

import io.quarterdeck.azure.blob.LakeFiles;
import io.quarterdeck.cli.report.ResultCsv;
import io.quarterdeck.contract.StreamName;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads the CSV files in which the pipeline writes its results for readers that cannot read Delta
 * tables.
 *
 * @param files the files of the container of the tables
 */
record StreamMetrics(LakeFiles files) {
  /** The sales of an hour in a currency. */
  record HourSales(
      String hour, String currency, long orders, long lines, long quantity, BigDecimal amount) {}

  /** Returns the counts and latencies, in the order of the file; empty if no run has ended yet. */
  Map<String, String> summary() {
    Map<String, String> metrics = new LinkedHashMap<>();
    read(StreamName.SUMMARY_CSV, row -> metrics.put(row.get("metric"), row.get("value")));
    return metrics;
  }

  /** Returns the sales by hour, the oldest first. */
  List<HourSales> sales() {
    return read(
        StreamName.SALES_CSV,
        row ->
            new HourSales(
                row.get("hour"),
                row.get("currency"),
                Long.parseLong(row.get("orders")),
                Long.parseLong(row.get("lines")),
                Long.parseLong(row.get("quantity")),
                new BigDecimal(row.get("amount"))));
  }

  /** Returns a text that changes with the results. */
  String version() {
    return files.version(StreamName.SUMMARY_CSV.streamName()).orElse("none");
  }

  private <T> List<T> read(StreamName name, Function<CSVRecord, T> row) {
    return new ResultCsv(
            files, "the job orders", "./quarterdeck run --systems streaming --job orders")
        .read(name.streamName(), row);
  }
}
