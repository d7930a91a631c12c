package io.quarterdeck.cli.streaming;

import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.cli.report.ReportData;
import io.quarterdeck.cli.report.ReportRequest;
import io.quarterdeck.cli.report.StreamReport;
import io.quarterdeck.cli.report.SystemReport;
import io.quarterdeck.cli.report.SystemReports;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.contract.StreamName;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.stream.OrderQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects the part of the report about the stream. */
public final class StreamingReport implements SystemReports {
  @Override
  public PlatformSystemName system() {
    return PlatformSystemName.STREAMING;
  }

  @Override
  public Collected collect(ReportRequest request, ConnectedStack connected, Progress progress) {
    StreamingStack stack = StreamingStack.of(connected);
    StreamMetrics results = new StreamMetrics(stack.tables(progress));
    Map<String, String> metrics = results.summary();
    if (metrics.isEmpty()) {
      return Collected.missing(
          "found no %s; run ./quarterdeck run --systems streaming --job orders%s"
              .formatted(StreamName.SUMMARY_CSV.streamName(), request.sameStack()));
    }
    List<StreamReport.Sales> sales =
        results.sales().stream()
            .map(hour -> new StreamReport.Sales(hour.hour(), hour.currency(), hour.amount()))
            .toList();
    StreamReport report = new StreamReport(metrics, sales, places(stack));
    return Collected.of(
        new SystemReport(
            PlatformSystemName.STREAMING,
            "Streaming: orders of the retail chain",
            report.subtitle(),
            report.sections(),
            new StreamHighlights(metrics)));
  }

  /** The pipeline writes this file after all tables. */
  @Override
  public String version(ReportRequest request, ConnectedStack connected, Progress progress) {
    return new StreamMetrics(StreamingStack.of(connected).tables(progress)).version();
  }

  private static List<ReportData.Place> places(StreamingStack stack) {
    List<ReportData.Place> places = new ArrayList<>();
    places.add(
        new ReportData.Place("Event hub", stack.outputs().hub() + " at " + stack.outputs().host()));
    places.add(
        new ReportData.Place(
            "Tables",
            stack.connected().outputs().lake().blobEndpoint() + stack.outputs().container()));
    for (OrderQuery query : OrderQuery.values()) {
      places.add(new ReportData.Place("In the container", query.path()));
    }
    return places;
  }
}
