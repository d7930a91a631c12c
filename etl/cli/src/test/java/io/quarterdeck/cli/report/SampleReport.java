package io.quarterdeck.cli.report;

import io.quarterdeck.azure.prices.MonthlyCost;
import io.quarterdeck.cli.report.ReportData.Bar;
import io.quarterdeck.cli.report.ReportData.Bin;
import io.quarterdeck.cli.report.ReportData.Cell;
import io.quarterdeck.cli.report.ReportData.Charts;
import io.quarterdeck.cli.report.ReportData.Frequent;
import io.quarterdeck.cli.report.ReportData.PastLoad;
import io.quarterdeck.cli.report.ReportData.Place;
import io.quarterdeck.cli.report.ReportData.Quality;
import io.quarterdeck.cli.report.ReportData.RejectCount;
import io.quarterdeck.cli.report.ReportData.RejectSample;
import io.quarterdeck.cli.report.ReportData.Rejects;
import io.quarterdeck.cli.report.ReportData.RowsRead;
import io.quarterdeck.cli.report.ReportData.Step;
import io.quarterdeck.cli.report.ReportData.Values;
import io.quarterdeck.cli.report.TopicsReportData.Metric;
import io.quarterdeck.cli.report.TopicsReportData.Model;
import io.quarterdeck.cli.report.TopicsReportData.Rows;
import io.quarterdeck.cli.report.TopicsReportData.Topic;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.dataset.ColumnKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A report with both systems, and with each section that a page can have. */
final class SampleReport {
  static final Instant AT = Instant.parse("2026-01-05T06:00:00Z");

  private static final List<String> DOMAINS =
      List.of("RETAIL", "MEDICAL", "EDUCATION", "INVESTMENTS", "PUBLIC", "INTERNATIONAL");
  private static final List<String> TOWNS =
      List.of(
          "Bidar",
          "Konark",
          "Ranchi",
          "Mathura",
          "Amritsar",
          "Ajmer",
          "Daman",
          "Srinagar",
          "Kollam",
          "Durgapur",
          "Pune",
          "Goa");

  private SampleReport() {}

  /** Returns the page; the name of the dataset, its file and its texts contain this name. */
  static ReportPage page(String name) {
    return new ReportPage(
        "local",
        List.of(
            new ReportPage.Part(
                "Batch: " + name,
                "Load 12 of " + name + ".csv",
                DatasetReport.sections(data(name))),
            new ReportPage.Part(
                "Lakehouse: topics of questions",
                TopicsReport.subtitle(topics()),
                TopicsReport.sections(topics())),
            PlatformPart.of(platform(name))),
        "0.1.0",
        AT);
  }

  private static PlatformData platform(String name) {
    return new PlatformData(
        "dev",
        "swedencentral",
        new PlatformData.Resources(
            List.of(
                new PlatformData.Resource(
                    "lake" + name,
                    "Microsoft.Storage/storageAccounts",
                    "swedencentral",
                    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/lake")),
            Optional.empty(),
            new PlatformData.Portal.Public(Optional.of("9b2d3a5e-0000-4000-8000-000000000001"))),
        MonthlyCost.of("dev", Set.of(PlatformSystemName.BATCH), "swedencentral"),
        List.of("found no " + name),
        steps(),
        List.of(new PlatformData.Command("./quarterdeck loads --stack dev", "lists the loads")));
  }

  static ReportData data(String name) {
    return new ReportData(
        new ReportData.Loaded(
            name,
            name + ".csv",
            "ab12".repeat(16),
            12,
            1_004_480,
            1_004_468,
            12,
            Optional.of(3L),
            AT,
            AT.plusMillis(3480),
            Optional.of("c-1")),
        columns(name),
        Optional.of(charts(name)),
        loads(name),
        Optional.of(rejects(name)),
        List.of(
            new Place(
                "Table", "bank.transactions at jdbc:postgresql://127.0.0.1:5432/quarterdeck")));
  }

  private static List<Quality> columns(String name) {
    return List.of(
        new Quality(
            "date",
            ColumnKind.DATE,
            "date",
            0,
            365,
            Optional.of("2022-01-01"),
            Optional.of("2022-12-31"),
            Optional.empty(),
            Optional.of(
                new Values(
                    104_000,
                    RowsRead.SAMPLE,
                    IntStream.range(0, 20)
                        .mapToObj(
                            i ->
                                new Bin(
                                    LocalDate.of(2022, 1, 1).plusDays(18L * i).toString(),
                                    LocalDate.of(2022, 1, 19).plusDays(18L * i).toString(),
                                    5_000 + 300 * (i % 4)))
                        .toList(),
                    List.of(new Frequent("2022-03-01", 330), new Frequent("2022-05-07", 329))))),
        new Quality(
            "domain",
            ColumnKind.TEXT,
            "text",
            5,
            6,
            Optional.of(name),
            Optional.of("RETAIL"),
            Optional.empty(),
            Optional.of(
                new Values(
                    104_000,
                    RowsRead.SAMPLE,
                    List.of(),
                    List.of(new Frequent("RETAIL", 20_000), new Frequent(name, 19_000))))),
        new Quality(
            "value",
            ColumnKind.BIGINT,
            "bigint",
            0,
            636_612,
            Optional.of("100003"),
            Optional.of("1199998"),
            Optional.of("582113.1234"),
            Optional.of(
                new Values(
                    104_000,
                    RowsRead.SAMPLE,
                    IntStream.range(0, 20)
                        .mapToObj(
                            i ->
                                new Bin(
                                    Integer.toString(100_003 + 55_000 * i),
                                    Integer.toString(155_003 + 55_000 * i),
                                    100L * (i + 1) * (21 - i)))
                        .toList(),
                    List.of(new Frequent("582000", 3))))));
  }

  private static Charts charts(String name) {
    List<Cell> cells = new ArrayList<>();
    for (int quarter = 1; quarter <= 4; quarter++) {
      for (int domain = 0; domain < DOMAINS.size(); domain++) {
        cells.add(
            new Cell(
                "2022 Q" + quarter,
                DOMAINS.get(domain),
                BigDecimal.valueOf(
                    20_000_000_000L + 900_000_000L * domain + 1_300_000_000L * (quarter % 3))));
      }
    }
    List<Bar> top = new ArrayList<>(List.of(new Bar(name, new BigDecimal("13000000001"))));
    for (int town = 0; town < TOWNS.size(); town++) {
      top.add(new Bar(TOWNS.get(town), BigDecimal.valueOf(12_900_000_000L - 71_000_000L * town)));
    }
    return new Charts("value", "domain", cells, "location", top);
  }

  private static List<PastLoad> loads(String name) {
    return IntStream.rangeClosed(0, 11).mapToObj(i -> load(name, 12 - i)).toList();
  }

  private static PastLoad load(String name, int id) {
    boolean failed = id == 7;
    return new PastLoad(
        id,
        name + "-" + id + ".csv",
        failed ? "failed" : id == 12 ? "published" : "superseded",
        AT.minus(Duration.ofDays(90L * (12 - id))),
        Optional.of(Duration.ofMillis(2000 + 130L * id)),
        Optional.of(failed ? 0L : 900_000L + 8_700L * id),
        Optional.of(failed ? 1200L : id % 4 * 4L),
        failed ? Optional.of("1,200 of 1,000,000 rows do not fit") : Optional.empty());
  }

  private static Rejects rejects(String name) {
    return new Rejects(
        12,
        12,
        "quarantine/" + name + "/x.rejects.csv",
        Optional.empty(),
        List.of(new RejectCount("not_a_date", "Date", 9), new RejectCount("field_count", "", 3)),
        IntStream.range(0, 9)
            .mapToObj(
                i ->
                    new RejectSample(
                        100L * i + 7,
                        "Date",
                        "not_a_date",
                        "31-02-2022",
                        "a date as dd-MM-yyyy",
                        "31-02-2022," + name + ",Goa,5,1"))
            .toList(),
        "./quarterdeck load-rejects FILE --dataset bank-transactions");
  }

  static TopicsReportData topics() {
    List<Topic> topics = new ArrayList<>();
    for (int day = 0; day < 7; day++) {
      for (int topic = 0; topic < 12; topic++) {
        topics.add(
            new Topic(
                LocalDate.of(2026, 1, 4).plusDays(day),
                topic == 0 ? "<script>" : "topic-" + topic,
                40L + 7L * ((day + topic) % 5) + 11L * (12 - topic),
                "7-1"));
      }
    }
    return new TopicsReportData(
        topics,
        List.of(
            new TopicsReportData.Question(
                LocalDate.of(2026, 1, 10),
                "<script>",
                "7-1",
                42,
                "Why does <script>alert(1)</script> stay text?",
                7,
                0.875)),
        List.of(
            new TopicsReportData.DayDrift(
                LocalDate.of(2026, 1, 9), "7-1", 900, 0.31, 0.30, 0.11, ""),
            new TopicsReportData.DayDrift(
                LocalDate.of(2026, 1, 10), "7-1", 900, 0.55, 0.30, 0.2, "too many other topics")),
        List.of(new Rows("silver/posts", 3, 2_000), new Rows("gold/topics_of_the_day", 7, 84)),
        Optional.of(new Model("7-1", List.of(new Metric("accuracy", 0.91)))),
        List.of(new Place("Lake", "lake")));
  }

  static List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    Duration began = Duration.ZERO;
    for (String name : List.of("stack", "file", "load", "export", "jobs", "daily")) {
      Duration took = Duration.ofMillis(700L * (steps.size() + 1) * (steps.size() + 1));
      steps.add(new Step(name, began, took, "done"));
      began = began.plus(took);
    }
    return steps;
  }
}
