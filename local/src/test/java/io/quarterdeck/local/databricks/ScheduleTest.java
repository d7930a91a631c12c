package io.quarterdeck.local.databricks;

import static io.quarterdeck.local.databricks.TestJob.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.CronSchedule;
import com.databricks.sdk.service.jobs.ListRunsRequest;
import com.databricks.sdk.service.jobs.PauseStatus;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunResultState;
import com.databricks.sdk.service.jobs.TriggerType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleTest {
  @TempDir private Path folder;

  @Test
  void theQuarterlyJobRunsOnTheFirstOfAprilAtSixAndOnlyOnce() throws IOException {
    TestClock clock = new TestClock("2026-03-31T23:00:00Z");
    Path trace = folder.resolve("trace");
    try (TestWorkspace workspace = TestWorkspace.start(folder, clock)) {
      workspace.uploadJar();
      String text = "{{job.trigger.type}} {{job.trigger.time.iso_datetime}}";
      CreateJob job = TestJob.of(task("load", "append", trace.toString(), text));
      long quarterly =
          workspace
              .client()
              .jobs()
              .create(job.setSchedule(schedule("0 0 6 1 1,4,7,10 ?")))
              .getJobId();
      long paused =
          workspace
              .client()
              .jobs()
              .create(
                  job.setSchedule(
                      schedule("0 0 6 1 1,4,7,10 ?").setPauseStatus(PauseStatus.PAUSED)))
              .getJobId();
      // This job fires every day. When it has fired, the other schedules were checked too.
      long daily =
          workspace.client().jobs().create(job.setSchedule(schedule("0 30 5 * * ?"))).getJobId();
      clock.set("2026-04-01T05:59:59Z");
      Waiting.until("the daily job", () -> runs(workspace, daily).size() == 1);
      Waiting.until("another look", () -> finished(workspace, daily));
      assertThat(runs(workspace, quarterly)).isEmpty();

      clock.set("2026-04-01T06:00:00Z");
      Waiting.until("the quarterly job", () -> runs(workspace, quarterly).size() == 1);
      BaseRun fired = runs(workspace, quarterly).get(0);
      assertThat(fired.getTrigger()).isEqualTo(TriggerType.PERIODIC);
      assertThat(fired.getStartTime())
          .isEqualTo(Instant.parse("2026-04-01T06:00:00Z").toEpochMilli());
      Run ended = Waiting.forEnd(workspace, fired.getRunId());
      assertThat(ended.getState().getResultState()).isEqualTo(RunResultState.SUCCESS);
      assertThat(Files.readAllLines(trace))
          .containsExactly("periodic 2026-04-01T05:30:00", "periodic 2026-04-01T06:00:00");

      clock.set("2026-04-02T05:30:00Z");
      Waiting.until("the daily job again", () -> runs(workspace, daily).size() == 2);
      assertThat(runs(workspace, quarterly)).hasSize(1);
      assertThat(runs(workspace, paused)).isEmpty();
    }
  }

  private static boolean finished(TestWorkspace workspace, long job) {
    return runs(workspace, job).get(0).getState().getResultState() != null;
  }

  private static List<BaseRun> runs(TestWorkspace workspace, long job) {
    List<BaseRun> runs = new ArrayList<>();
    workspace.client().jobs().listRuns(new ListRunsRequest().setJobId(job)).forEach(runs::add);
    return runs;
  }

  private static CronSchedule schedule(String quartz) {
    return new CronSchedule().setQuartzCronExpression(quartz).setTimezoneId("UTC");
  }
}
