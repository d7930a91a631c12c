package io.quarterdeck.local.databricks.runs;

import io.quarterdeck.local.databricks.api.WorkspaceIdentity;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;

/**
 * The values of the references in a task, as "Dynamic value references" of Databricks'
 * documentation lists them. Times are in UTC.
 *
 * @param attempt the attempt at the task
 * @param workspace the workspace
 * @param url the URL of the workspace
 */
record DynamicValues(Attempt attempt, WorkspaceIdentity workspace, URI url) {
  private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

  /** Returns the value of a reference that the job's rules accept. */
  String value(String reference) {
    WorkspaceRun run = attempt.run();
    if (reference.startsWith("job.parameters.")) {
      return run.parameters().get(reference.substring("job.parameters.".length()));
    }
    if (reference.startsWith("job.start_time.")) {
      return time(run.startTime(), reference);
    }
    if (reference.startsWith("job.trigger.time.")) {
      return time(run.triggerTime(), reference);
    }
    return switch (reference) {
      case "job.id" -> String.valueOf(run.jobId());
      case "job.name" -> run.settings().get("name").getAsString();
      case "job.run_id" -> String.valueOf(run.id());
      case "job.repair_count" -> "0";
      case "job.trigger.type" -> run.triggerType().toLowerCase(java.util.Locale.ROOT);
      case "task.name" -> attempt.taskKey();
      case "task.run_id" -> String.valueOf(attempt.id());
      case "task.execution_count" -> String.valueOf(attempt.number() + 1);
      case "workspace.id" -> String.valueOf(workspace.id());
      case "workspace.url" -> url.getAuthority();
      default -> throw new IllegalStateException("no value for " + reference);
    };
  }

  private static String time(long milliseconds, String reference) {
    ZonedDateTime time = Instant.ofEpochMilli(milliseconds).atZone(ZoneOffset.UTC);
    String part = reference.substring(reference.lastIndexOf('.') + 1);
    return switch (part) {
      case "iso_date" -> time.toLocalDate().toString();
      case "iso_datetime" ->
          DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time.truncatedTo(ChronoUnit.SECONDS));
      case "timestamp_ms" -> String.valueOf(milliseconds);
      case "year" -> String.valueOf(time.getYear());
      case "month" -> String.valueOf(time.getMonthValue());
      case "day" -> String.valueOf(time.getDayOfMonth());
      case "hour" -> String.valueOf(time.getHour());
      case "minute" -> String.valueOf(time.getMinute());
      case "second" -> String.valueOf(time.getSecond());
      case "iso_weekday" -> String.valueOf(time.getDayOfWeek().getValue());
      case "is_weekday" -> String.valueOf(!WEEKEND.contains(time.getDayOfWeek()));
      default -> throw new IllegalStateException("no value for " + reference);
    };
  }
}
