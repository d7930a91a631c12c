package io.quarterdeck.local.databricks.jobs;

import com.google.gson.JsonObject;
import io.quarterdeck.local.process.DaemonThreads;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Fires the schedules of jobs. A time that passed while the emulator was off does not fire. If the
 * clock jumped over several times, the schedule fires once.
 */
public final class Schedules implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Schedules.class.getName());
  private static final long LOOK_MILLISECONDS = 200;

  private final JobStore jobs;
  private final Clock clock;
  private final BiConsumer<Job, Instant> fire;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("databricks schedules"));
  private Instant looked;

  private Schedules(JobStore jobs, Clock clock, BiConsumer<Job, Instant> fire) {
    this.jobs = jobs;
    this.clock = clock;
    this.fire = fire;
    this.looked = clock.instant();
  }

  /**
   * Starts watching the clock.
   *
   * @param fire receives a job and its scheduled time
   */
  public static Schedules start(JobStore jobs, Clock clock, BiConsumer<Job, Instant> fire) {
    Schedules schedules = new Schedules(jobs, clock, fire);
    // Nothing waits for the result: errors are logged where they occur.
    var unused =
        schedules.timer.scheduleWithFixedDelay(
            schedules::look, LOOK_MILLISECONDS, LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
    return schedules;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void look() {
    Instant now = clock.instant();
    for (Job job : jobs.all()) {
      try {
        due(job, now).ifPresent(time -> fire.accept(job, time));
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "Cannot run job " + job.id() + " by its schedule", e);
      }
    }
    looked = now;
  }

  private Optional<Instant> due(Job job, Instant now) {
    JsonObject schedule = job.settings().getAsJsonObject("schedule");
    if (schedule == null || schedule.get("pause_status").getAsString().equals("PAUSED")) {
      return Optional.empty();
    }
    Instant changed = Instant.ofEpochMilli(job.changedTime());
    return new QuartzSchedule(
            schedule.get("quartz_cron_expression").getAsString(),
            ZoneId.of(schedule.get("timezone_id").getAsString()))
        .after(changed.isAfter(looked) ? changed : looked)
        .filter(time -> !time.isAfter(now));
  }
}
