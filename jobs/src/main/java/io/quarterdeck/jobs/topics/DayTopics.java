package io.quarterdeck.jobs.topics;

import java.time.LocalDate;
import java.util.List;

/**
 * The result of a day.
 *
 * @param day the day
 * @param topics the topics, from the most frequent to the rarest
 * @param drift the drift of the day
 */
public record DayTopics(LocalDate day, List<TopicCount> topics, Drift drift) {
  /**
   * A topic of a day.
   *
   * @param topic the tag, or {@code other}
   * @param qty the number of questions
   */
  public record TopicCount(String topic, long qty) {}
}
