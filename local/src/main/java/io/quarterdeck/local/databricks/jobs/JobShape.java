package io.quarterdeck.local.databricks.jobs;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.flag;
import static io.quarterdeck.local.http.schema.Shapes.list;
import static io.quarterdeck.local.http.schema.Shapes.map;
import static io.quarterdeck.local.http.schema.Shapes.number;
import static io.quarterdeck.local.http.schema.Shapes.text;
import static io.quarterdeck.local.http.schema.Shapes.word;

import io.quarterdeck.local.http.schema.Shape;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.time.ZoneId;
import org.quartz.CronExpression;

/** The fields of a job that Quarterdeck uses, as the Jobs API 2.2 documents them. */
final class JobShape {
  private static final int MOST_TASKS = 100;
  private static final long MOST_SECONDS = 1L << 31;

  private static final Shape KEY =
      text("[A-Za-z0-9_-]{1,100}", "1 to 100 letters, digits, hyphens and underscores");

  private static final Shape MAIL = list(text("[^@\\s]+@[^@\\s]+", "an e-mail address"), 100);

  private static final ShapeFields MAILS =
      object()
          .may("on_start", MAIL)
          .may("on_success", MAIL)
          .may("on_failure", MAIL)
          .may("on_duration_warning_threshold_exceeded", MAIL)
          .may("no_alert_for_skipped_runs", flag());

  private static final ShapeFields HEALTH =
      object()
          .may(
              "rules",
              list(
                  object()
                      .needs("metric", word("RUN_DURATION_SECONDS"))
                      .needs("op", word("GREATER_THAN"))
                      .needs("value", number(1, MOST_SECONDS)),
                  10));

  private static final ShapeFields NOTIFICATIONS =
      object().may("no_alert_for_skipped_runs", flag()).may("no_alert_for_canceled_runs", flag());

  private static final Shape JAR =
      text(
          "(/Workspace|/Volumes)/.+\\.jar|abfss://.+\\.jar",
          "a jar in /Workspace, in /Volumes or at abfss://, because DBFS is disabled by default");

  private static final ShapeFields TASK =
      object()
          .needs("task_key", KEY)
          .may("description", text())
          .may("depends_on", list(object().needs("task_key", KEY), MOST_TASKS))
          .may("run_if", word("ALL_SUCCESS", "ALL_DONE"))
          .needs(
              "spark_jar_task",
              object()
                  .needs("main_class_name", text("[\\w$.]+", "a class name"))
                  .may("parameters", list(text(), 1000))
                  // A job that is read contains this field, so that the result can be written back.
                  .may("jar_uri", word(""))
                  .may("run_as_repl", flag()))
          .needs("job_cluster_key", KEY)
          .may("libraries", list(object().needs("jar", JAR), 100))
          .may("max_retries", number(-1, 1000))
          .may("min_retry_interval_millis", number(0, MOST_SECONDS * 1000))
          .may("retry_on_timeout", flag())
          .may("timeout_seconds", number(0, MOST_SECONDS))
          .may("health", HEALTH)
          .may("email_notifications", MAILS)
          .may("webhook_notifications", object())
          .may("notification_settings", NOTIFICATIONS.may("alert_on_last_attempt", flag()));

  private static final ShapeFields SCHEDULE =
      object()
          .needs(
              "quartz_cron_expression",
              text(CronExpression::isValidExpression, "a quartz expression"))
          .needs("timezone_id", text(JobShape::isZone, "a time zone's id"))
          .may("pause_status", word("PAUSED", "UNPAUSED"));

  static final ShapeFields SETTINGS =
      object()
          .needs("name", text(".{1,4096}", "a name of at most 4096 letters"))
          .may("description", text())
          .needs("tasks", list(TASK, MOST_TASKS))
          .may(
              "job_clusters",
              list(
                  object().needs("job_cluster_key", KEY).needs("new_cluster", ClusterShape.CLUSTER),
                  MOST_TASKS))
          .may("schedule", SCHEDULE)
          .may("max_concurrent_runs", number(0, 1000))
          .may("timeout_seconds", number(0, MOST_SECONDS))
          .may("queue", object().needs("enabled", flag()))
          .may("health", HEALTH)
          .may("email_notifications", MAILS)
          .may("webhook_notifications", object())
          .may("notification_settings", NOTIFICATIONS)
          .may("tags", map(text()))
          .may(
              "parameters",
              list(
                  object().needs("name", text("[\\w.-]+", "a name")).needs("default", text()),
                  1000))
          .may("run_as", object().may("user_name", text()).may("service_principal_name", text()))
          .may("edit_mode", word("EDITABLE", "UI_LOCKED"))
          .may("format", word("MULTI_TASK"));

  static final ShapeFields CREATE = SETTINGS;

  static final ShapeFields RESET =
      object().needs("job_id", number(1, Long.MAX_VALUE)).needs("new_settings", SETTINGS);

  static final ShapeFields UPDATE =
      object()
          .needs("job_id", number(1, Long.MAX_VALUE))
          .may("new_settings", SETTINGS.partial())
          .may(
              "fields_to_remove",
              list(
                  text(
                      name -> isRemovable(name),
                      "the name of a field, or tasks/KEY, or job_clusters/KEY"),
                  100));

  static final ShapeFields DELETE = object().needs("job_id", number(1, Long.MAX_VALUE));

  private JobShape() {}

  private static boolean isRemovable(String name) {
    return SETTINGS.names().contains(name) || name.matches("(tasks|job_clusters)/[\\w-]+");
  }

  private static boolean isZone(String id) {
    return ZoneId.getAvailableZoneIds().contains(id);
  }
}
