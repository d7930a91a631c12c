package io.quarterdeck.cli.report;

import io.quarterdeck.cli.report.ReportData.Cell;
import io.quarterdeck.cli.report.Table.Entry;
import io.quarterdeck.cli.report.TopicsReportData.Topic;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Creates the sections of the report about the topics of questions. Stateless. */
public final class TopicsReport {
  private static final int TOP = 10;
  private static final String QUESTIONS = "Questions";

  private TopicsReport() {}

  /** Returns the sections in their order on the page. */
  public static List<Section> sections(TopicsReportData data) {
    LocalDate day = newest(data.topics());
    List<Topic> top = top(data.topics());
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("Top %d topics of %s".formatted(TOP, day), top(day, top)));
    TopicQuestions.section(top, data.questions()).ifPresent(sections::add);
    sections.add(new Section("Topics over the days", trend(data.topics())));
    DriftSection.of(data.drift()).ifPresent(sections::add);
    sections.add(new Section("Rows of the tables", tables(data.tables())));
    data.model().map(TopicsReport::model).ifPresent(sections::add);
    sections.add(new Section("Where everything is", PlaceSection.places(data.places())));
    return sections;
  }

  /** Returns the line below the heading. */
  public static String subtitle(TopicsReportData data) {
    LocalDate day = newest(data.topics());
    return "%s questions on %s".formatted(Figures.exact(questions(data.topics(), day)), day);
  }

  /**
   * Returns the ten most frequent topics of the newest day, from the most to the least frequent.
   *
   * @param topics the topics of all days, at least one
   */
  public static List<Topic> top(List<Topic> topics) {
    LocalDate day = newest(topics);
    return topics.stream()
        .filter(topic -> topic.day().equals(day))
        .sorted(Comparator.comparingLong(Topic::questions).reversed().thenComparing(Topic::topic))
        .limit(TOP)
        .toList();
  }

  /**
   * Returns the newest day.
   *
   * @param topics the topics of all days, at least one
   */
  public static LocalDate newest(List<Topic> topics) {
    return topics.stream().map(Topic::day).max(Comparator.naturalOrder()).orElseThrow();
  }

  private static long questions(List<Topic> topics, LocalDate day) {
    return topics.stream()
        .filter(topic -> topic.day().equals(day))
        .mapToLong(Topic::questions)
        .sum();
  }

  private static String top(LocalDate day, List<Topic> top) {
    String title = "Questions by topic on " + day;
    List<Cell> cells =
        top.stream()
            .map(topic -> new Cell(topic.topic(), QUESTIONS, BigDecimal.valueOf(topic.questions())))
            .toList();
    String table =
        Table.html(
            title,
            List.of(Entry.text("Topic"), Entry.number(QUESTIONS)),
            top.stream()
                .map(
                    topic ->
                        List.of(
                            Entry.text(topic.topic()),
                            Entry.number(Figures.exact(topic.questions()))))
                .toList());
    return figure(PeriodChart.html("top", title, PeriodSums.of(cells)), table);
  }

  private static String trend(List<Topic> topics) {
    String title = "Questions by day and topic";
    List<Cell> cells =
        topics.stream()
            .sorted(Comparator.comparing(Topic::day))
            .map(
                topic ->
                    new Cell(
                        topic.day().toString(),
                        topic.topic(),
                        BigDecimal.valueOf(topic.questions())))
            .toList();
    return ChartSection.byPeriod(
        "trend", title, new ReportData.Charts(QUESTIONS, "Topic", cells, "Topic", List.of()));
  }

  private static String figure(String chart, String table) {
    return "<figure>%s<details open><summary>Exact figures</summary>%s</details></figure>"
        .formatted(chart, table);
  }

  private static String tables(List<TopicsReportData.Rows> tables) {
    return Table.html(
        "Delta tables in the container lake",
        List.of(Entry.text("Table"), Entry.number("Version"), Entry.number("Rows")),
        tables.stream()
            .map(
                table ->
                    List.of(
                        Entry.code(table.table()),
                        Entry.number(Figures.exact(table.version())),
                        Entry.number(Figures.exact(table.rows()))))
            .toList());
  }

  private static Section model(TopicsReportData.Model model) {
    return new Section(
        "Model",
        Table.html(
            "Model " + model.version() + ", on held-out questions",
            List.of(Entry.text("Metric"), Entry.number("Value")),
            model.metrics().stream()
                .map(
                    metric ->
                        List.of(
                            Entry.text(metric.name()),
                            Entry.number(String.format(Locale.ROOT, "%.3f", metric.value()))))
                .toList()));
  }
}
