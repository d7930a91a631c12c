package io.quarterdeck.local.databricks;

import static io.quarterdeck.local.databricks.TestJob.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.ListRunsRequest;
import com.databricks.sdk.service.jobs.QueueSettings;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunLifeCycleState;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.RunResultState;
import com.databricks.sdk.service.jobs.TerminationCodeCode;
import io.quarterdeck.local.files.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Concurrent runs, and the runs that remain when the emulator stops. */
class QueueTest {
  @TempDir private Path folder;

  private Path trace;

  @BeforeEach
  void choose() {
    trace = folder.resolve("trace");
  }

  @Test
  void aSecondRunWaitsForTheFirst() throws IOException {
    try (TestWorkspace workspace = TestWorkspace.start(folder)) {
      workspace.uploadJar();
      long job = create(workspace, hanging().setQueue(new QueueSettings().setEnabled(true)));
      long first = running(workspace, job);
      long second = start(workspace, job);
      Run waiting = workspace.client().jobs().getRun(second);
      assertThat(waiting.getState().getLifeCycleState()).isEqualTo(RunLifeCycleState.QUEUED);
      assertThat(waiting.getStatus().getQueueDetails().getMessage())
          .isEqualTo("Queued due to reaching maximum concurrent runs of 1.");
      long third = start(workspace, job);
      workspace.client().jobs().cancelRun(third);
      assertThat(workspace.client().jobs().getRun(third).getState().getResultState())
          .isEqualTo(RunResultState.CANCELED);
      workspace.client().jobs().cancelRun(first);
      Waiting.until("the second to run", () -> lines() == 2);
      assertThat(
              workspace
                  .client()
                  .jobs()
                  .listRuns(new ListRunsRequest().setJobId(job).setActiveOnly(true)))
          .extracting(run -> run.getRunId())
          .containsExactly(second);
      assertThat(
              workspace
                  .client()
                  .jobs()
                  .listRuns(new ListRunsRequest().setJobId(job).setCompletedOnly(true)))
          .extracting(run -> run.getRunId())
          .containsExactlyInAnyOrder(first, third);
    }
  }

  @Test
  void withoutAQueueASecondRunIsSkipped() throws IOException {
    try (TestWorkspace workspace = TestWorkspace.start(folder)) {
      workspace.uploadJar();
      long job = create(workspace, hanging());
      running(workspace, job);
      Run second = workspace.client().jobs().getRun(start(workspace, job));
      assertThat(second.getState().getLifeCycleState()).isEqualTo(RunLifeCycleState.SKIPPED);
      assertThat(second.getStatus().getTerminationDetails().getCode())
          .isEqualTo(TerminationCodeCode.MAX_CONCURRENT_RUNS_EXCEEDED);
    }
  }

  @Test
  void activeRunsHaveFailedAfterTheEmulatorStopped() throws IOException {
    long run;
    try (TestWorkspace workspace = TestWorkspace.start(folder)) {
      workspace.uploadJar();
      run = running(workspace, create(workspace, hanging()));
    }
    try (TestWorkspace workspace = TestWorkspace.start(folder)) {
      assertLost(workspace.client().jobs().getRun(run));
    }
  }

  @Test
  void afterAKillRunningRunsHaveFailedAndQueuedRunsContinue() throws IOException {
    try (TestWorkspace dead = TestWorkspace.start(folder)) {
      dead.uploadJar();
      long job = create(dead, hanging().setQueue(new QueueSettings().setEnabled(true)));
      long first = running(dead, job);
      long second = start(dead, job);
      // A copy of the state as a killed process would leave it.
      Path left = folder.resolve("left");
      copy(folder.resolve("databricks"), left.resolve("databricks"));
      try (TestWorkspace next = TestWorkspace.start(left)) {
        assertLost(next.client().jobs().getRun(first));
        Waiting.until("the first's process to end", () -> !alive(0));
        Waiting.until(
            "the second to run",
            () ->
                next.client().jobs().getRun(second).getState().getLifeCycleState()
                    == RunLifeCycleState.RUNNING);
      }
      FolderTree.delete(left);
    }
  }

  private static void assertLost(Run run) {
    assertThat(run.getState().getLifeCycleState()).isEqualTo(RunLifeCycleState.INTERNAL_ERROR);
    assertThat(run.getState().getStateMessage())
        .isEqualTo("The workspace stopped while the run was running.");
    assertThat(run.getStatus().getTerminationDetails().getCode())
        .isEqualTo(TerminationCodeCode.INTERNAL_ERROR);
  }

  private CreateJob hanging() {
    return TestJob.of(task("load", "hang", trace.toString()));
  }

  private static long create(TestWorkspace workspace, CreateJob job) {
    return workspace.client().jobs().create(job).getJobId();
  }

  private static long start(TestWorkspace workspace, long job) {
    return workspace.client().jobs().runNow(new RunNow().setJobId(job)).getResponse().getRunId();
  }

  private long running(TestWorkspace workspace, long job) {
    long run = start(workspace, job);
    Waiting.until("the task to run", () -> lines() > 0);
    return run;
  }

  private int lines() {
    return said().size();
  }

  private boolean alive(int index) {
    return ProcessHandle.of(Long.parseLong(said().get(index).substring("hangs ".length())))
        .isPresent();
  }

  private List<String> said() {
    try {
      return Files.exists(trace) ? Files.readAllLines(trace) : List.of();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        Files.createDirectories(target.getParent());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }
}
