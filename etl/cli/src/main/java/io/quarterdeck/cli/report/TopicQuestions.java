package io.quarterdeck.cli.report;

import io.quarterdeck.cli.report.Table.Entry;
import io.quarterdeck.cli.report.TopicsReportData.Question;
import io.quarterdeck.cli.report.TopicsReportData.Topic;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The questions with the most votes, for each of the most frequent topics. */
final class TopicQuestions {
  private TopicQuestions() {}

  /**
   * Returns the section, if there are questions. Only questions that the model of the day's topics
   * assigned are shown, so that both belong to the same run of the job.
   */
  static Optional<Section> section(List<Topic> top, List<Question> questions) {
    StringBuilder html = new StringBuilder();
    for (Topic topic : top) {
      List<Question> own = questions.stream().filter(question -> isOf(question, topic)).toList();
      if (!own.isEmpty()) {
        html.append(details(topic, own, html.isEmpty() ? " open" : ""));
      }
    }
    return html.isEmpty()
        ? Optional.empty()
        : Optional.of(new Section("Questions of the top topics", html.toString()));
  }

  private static boolean isOf(Question question, Topic topic) {
    return question.day().equals(topic.day())
        && question.topic().equals(topic.topic())
        && question.model().equals(topic.model());
  }

  private static String details(Topic topic, List<Question> questions, String open) {
    return "<details%s><summary>%s (%s)</summary>%s</details>"
        .formatted(
            open,
            Text.escape(topic.topic()),
            Figures.exact(topic.questions()),
            Table.html(
                "Questions of the topic " + topic.topic() + " with the most votes",
                List.of(Entry.text("Question"), Entry.number("Votes"), Entry.number("Probability")),
                questions.stream().map(TopicQuestions::row).toList()));
  }

  private static List<Entry> row(Question question) {
    return List.of(
        Entry.text(question.title()),
        Entry.number(Figures.exact(question.votes())),
        Entry.number(String.format(Locale.ROOT, "%.2f", question.probability())));
  }
}
