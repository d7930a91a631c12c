package io.quarterdeck.cli.report;

import io.quarterdeck.cli.report.ReportData.Cell;
import io.quarterdeck.cli.report.ReportData.Place;
import io.quarterdeck.cli.report.Table.Entry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The part of the report about the stream of orders.
 *
 * @param metrics the counts and latencies by their names
 * @param sales the sales by hour, the oldest first
 * @param places the locations of the data
 */
public record StreamReport(Map<String, String> metrics, List<Sales> sales, List<Place> places) {
  private static final String AMOUNT = "Amount";

  /** The sales of an hour in a currency. */
  public record Sales(String hour, String currency, BigDecimal amount) {}

  /** Returns the line below the heading. */
  public String subtitle() {
    return "%s events, gold of %s".formatted(figure("events"), metrics.get("published"));
  }

  /** Returns the sections in their order on the page. */
  public List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("Sales by hour", chart()));
    sections.add(new Section("Events", events()));
    if (metrics.containsKey("event_to_gold_p50_ms")) {
      sections.add(new Section("Latency and throughput of the newest run", latencies()));
    }
    sections.add(new Section("Where the stream is", PlaceSection.places(places)));
    return sections;
  }

  private String chart() {
    List<Cell> cells =
        sales.stream().map(each -> new Cell(each.hour(), each.currency(), each.amount())).toList();
    return ChartSection.byPeriod(
        "sales",
        "Sales by the hour in which the order was placed",
        new ReportData.Charts(AMOUNT, "Currency", cells, "Currency", List.of()));
  }

  private String events() {
    List<List<Entry>> rows = new ArrayList<>();
    rows.add(row("Events that arrived", "events"));
    rows.add(row("Accepted", "accepted"));
    rows.add(row("Sent again", "duplicates"));
    rows.add(row("Late", "late"));
    rows.add(row("In quarantine", "quarantined"));
    rows.add(row("Orders", "orders"));
    rows.add(row("Cancelled orders", "cancelled"));
    return Table.facts("Events of all runs", rows);
  }

  private List<Entry> row(String name, String metric) {
    return List.of(Entry.text(name), Entry.number(figure(metric)));
  }

  private String figure(String metric) {
    return Figures.exact(Long.parseLong(metrics.get(metric)));
  }

  private String latencies() {
    long events = Long.parseLong(metrics.get("run_events"));
    long seconds = Long.parseLong(metrics.get("run_seconds"));
    return Table.html(
            "From the moment when Event Hubs stored an event",
            List.of(
                Entry.text("Until"), Entry.number("p50"), Entry.number("p95"), Entry.number("p99")),
            List.of(latency("Silver", "silver"), latency("Gold", "gold")))
        + "<p class='note'>%s new events in %s s: %s events/s.</p>"
            .formatted(
                Figures.exact(events), Figures.exact(seconds), Figures.exact(events / seconds));
  }

  private List<Entry> latency(String name, String layer) {
    List<Entry> entries = new ArrayList<>(List.of(Entry.text(name)));
    for (String percentile : List.of("p50", "p95", "p99")) {
      Duration time =
          Duration.ofMillis(
              Long.parseLong(metrics.get("event_to_" + layer + "_" + percentile + "_ms")));
      entries.add(Entry.number(Figures.duration(time), BigDecimal.valueOf(time.toMillis())));
    }
    return entries;
  }
}
