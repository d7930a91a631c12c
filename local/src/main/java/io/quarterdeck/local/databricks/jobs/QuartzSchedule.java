package io.quarterdeck.local.databricks.jobs;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * The times at which a Quartz expression fires in a time zone. As in Quartz, and thus in
 * Databricks, a time that a change to daylight saving time skips does not fire, and a time that
 * occurs twice fires once, at the second occurrence.
 */
final class QuartzSchedule {
  private final CronExpression expression;

  /**
   * Parses an expression.
   *
   * @throws IllegalArgumentException if Quartz refuses the expression
   */
  QuartzSchedule(String expression, ZoneId zone) {
    try {
      this.expression = new CronExpression(expression);
    } catch (ParseException invalid) {
      throw new IllegalArgumentException(
          "Cannot read the schedule: found '%s'; expected a Quartz expression. Fix it: %s"
              .formatted(expression, invalid.getMessage()),
          invalid);
    }
    this.expression.setTimeZone(TimeZone.getTimeZone(zone));
  }

  /** Returns the first time after an instant, if there is one. */
  @SuppressWarnings("JavaUtilDate") // The interface of Quartz.
  Optional<Instant> after(Instant instant) {
    return Optional.ofNullable(expression.getNextValidTimeAfter(Date.from(instant)))
        .map(Date::toInstant);
  }
}
