package io.quarterdeck.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.report.TopicsReportData.Topic;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopicsReportTest {
  private static final LocalDate SUNDAY = LocalDate.of(2026, 1, 4);

  @Test
  void theTopTenOfTheNewestDayAreColumnsFromTheMostToTheLeastFrequent() {
    List<Topic> topics = topics();
    assertThat(TopicsReport.top(topics))
        .hasSize(10)
        .allMatch(topic -> topic.day().equals(SUNDAY.plusDays(1)))
        .isSortedAccordingTo((a, b) -> Long.compare(b.questions(), a.questions()));
    TopicsReportData data = data(topics);
    assertThat(TopicsReport.subtitle(data)).isEqualTo("1,266 questions on 2026-01-05");
    List<Section> sections = TopicsReport.sections(data);
    assertThat(sections)
        .extracting(Section::title)
        .startsWith(
            "Top 10 topics of 2026-01-05",
            "Questions of the top topics",
            "Topics over the days",
            "Drift of the model",
            "Rows of the tables");
    assertThat(sections.get(0).html())
        .contains("&lt;b&gt;11", "&quot;values&quot;:[111.0,110.0,")
        .doesNotContain("<b>11");
    assertThat(sections.get(1).html())
        .contains("<summary>&lt;b&gt;11 (111)</summary>", "Why is &lt;p&gt; &gt; 1 &amp;")
        .doesNotContain("<b>11", "from an earlier model", "of a rare topic");
    assertThat(sections.get(2).html()).contains("aria-label='Questions by day and topic. Stacked");
    assertThat(sections.get(3).html())
        .contains("too many &lt;other&gt;", "./quarterdeck run --systems lakehouse --job train");
    assertThat(sections.get(4).html()).contains("silver/posts");
  }

  private static TopicsReportData data(List<Topic> topics) {
    return new TopicsReportData(
        topics,
        List.of(
            question("<b>11", "7-1", "Why is <p> > 1 & \"so\"?"),
            question("<b>11", "6-1", "from an earlier model"),
            question("<b>0", "7-1", "of a rare topic")),
        List.of(
            new TopicsReportData.DayDrift(SUNDAY, "7-1", 500, 0.31, 0.30, 0.12, ""),
            new TopicsReportData.DayDrift(
                SUNDAY.plusDays(1), "7-1", 900, 0.55, 0.30, 0.2, "too many <other>")),
        List.of(new TopicsReportData.Rows("silver/posts", 3, 2_000)),
        Optional.of(
            new TopicsReportData.Model(
                "7-1", List.of(new TopicsReportData.Metric("accuracy", 0.91)))),
        List.of(new ReportData.Place("Lake", "lake")));
  }

  private static TopicsReportData.Question question(String topic, String model, String title) {
    return new TopicsReportData.Question(SUNDAY.plusDays(1), topic, model, 42, title, 7, 0.875);
  }

  /** Twelve topics on each of two days. */
  private static List<Topic> topics() {
    List<Topic> topics = new ArrayList<>();
    for (int day = 0; day < 2; day++) {
      for (int topic = 0; topic < 12; topic++) {
        topics.add(new Topic(SUNDAY.plusDays(day), "<b>" + topic, 100L * day + topic, "7-1"));
      }
    }
    return topics;
  }
}
