package io.quarterdeck.local.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.JobParameterDefinition;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.ListRunsRequest;
import com.databricks.sdk.service.jobs.QueueSettings;
import com.databricks.sdk.service.jobs.ResetJob;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.Task;
import io.quarterdeck.azure.databricks.job.DatasetJob;
import io.quarterdeck.azure.databricks.run.Backfill;
import io.quarterdeck.azure.databricks.run.Cancellation;
import io.quarterdeck.azure.databricks.run.RunHistory;
import io.quarterdeck.azure.databricks.run.RunRecord;
import io.quarterdeck.azure.databricks.run.RunStart;
import io.quarterdeck.azure.databricks.run.RunTokens;
import io.quarterdeck.azure.databricks.run.RunWatch;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.contract.CorrelationId;
import io.quarterdeck.loader.dataset.Quarter;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.local.CommandLineRun;
import io.quarterdeck.local.entra.TestTenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts, follows, lists and cancels runs as the commands do. Each task runs in its own JVM. */
class JobRunsTest {
  private static final Backoff QUICK = new Backoff(Duration.ofMillis(50), Duration.ofMillis(200));

  @TempDir private Path folder;

  private final Notes notes = new Notes();
  private TestWorkspace workspace;
  private Path trace;
  private long job;

  @BeforeEach
  void start() throws IOException {
    trace = folder.resolve("trace");
    workspace = TestWorkspace.start(folder).withDeploy();
    workspace.uploadJar();
  }

  @AfterEach
  void stop() {
    workspace.close();
  }

  @Test
  void runIsFollowedToItsEndAndItsTasksAreReported() {
    register(TestJob.task("load", "append", file(), "{{job.parameters.quarter}}"));

    long run = runs().start(Optional.of(Quarter.parse("2026Q3")));
    watch().awaitSuccess(run);

    assertThat(trace).hasContent("2026Q3");
    assertThat(notes.lines)
        .contains("task load: success")
        .first()
        .asString()
        .startsWith("run " + run + ": " + workspace.running().endpoint());
  }

  /** The ledger's rows of the run contain the id, so that they can be found from the log. */
  @Test
  void runHasTheCorrelationIdOfTheCommandIfItsJobDeclaresTheParameter() throws IOException {
    register(TestJob.task("load", "append", file(), "none"));
    JobSettings settings = workspace.client().jobs().get(job).getSettings();
    workspace
        .client()
        .jobs()
        .reset(
            new ResetJob()
                .setJobId(job)
                .setNewSettings(
                    settings
                        .setTasks(
                            List.of(
                                TestJob.task(
                                    "load", "append", file(), "{{job.parameters.correlation_id}}")))
                        .setParameters(
                            List.of(
                                new JobParameterDefinition()
                                    .setName("correlation_id")
                                    .setDefault("")))));

    watch().awaitSuccess(runs().start(Optional.empty()));

    assertThat(trace).hasContent(CorrelationId.ofProcess().text());
  }

  @Test
  void killedCommandFindsItsRunAndStartsNoSecondOne() throws IOException {
    register(TestJob.task("load", "append", file(), "ran"));
    List<Long> lost = new ArrayList<>();
    // Fails when the answer arrives, as if the process had been killed before it could read the
    // answer.
    assertThatThrownBy(
            () ->
                tokens()
                    .ask(
                        TestJobEnvironment.JOB,
                        token -> {
                          lost.add(startUnder(token.value()));
                          throw new IllegalStateException("killed");
                        }))
        .hasMessage("killed");

    long found = runs().start(Optional.empty());
    watch().awaitSuccess(found);

    assertThat(found).isEqualTo(lost.get(0));
    assertThat(allRuns()).hasSize(1);
    assertThat(Files.readAllLines(trace)).containsExactly("ran");
    assertThat(notes.lines)
        .contains(
            "An earlier request to start a run received no response. Repeating it with the same"
                + " token, so that only one run starts.");
    assertThat(runs().start(Optional.empty())).isNotEqualTo(found);
  }

  @Test
  void failedRunIsReportedWithItsRootCauseAndTheEndOfItsLog() {
    register(TestJob.task("load", "fail", file(), "Cannot load: it rains; expected sun."));

    long run = runs().start(Optional.empty());

    assertThatThrownBy(() -> watch().awaitSuccess(run))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot finish run %d: task load failed: Cannot load: it rains; expected sun; expected it to succeed. Fix the error, then start another run (./quarterdeck run). Details: %s%nThe end of the driver's log:%n  | FAILURE Cannot load: it rains; expected sun."
                .formatted(run, workspace.client().jobs().getRun(run).getRunPageUrl()));
  }

  @Test
  void taskThatWaitsForItsRetryIsReported() {
    register(
        TestJob.task("load", "fail", file(), "Cannot load: it rains; expected sun.")
            .setMaxRetries(1L)
            .setMinRetryIntervalMillis(1000L));

    long run = runs().start(Optional.empty());

    assertThatThrownBy(() -> watch().awaitSuccess(run)).isInstanceOf(Failure.class);
    String reason = "Cannot load: it rains; expected sun";
    assertThat(notes.lines)
        .containsSubsequence(
            "task load: failed: " + reason,
            "task load, attempt 2: waiting for retry",
            "task load, attempt 2: failed: " + reason);
    String time = "[0-9]{2}:[0-9]{2}:[0-9]{2}";
    assertThat(notes.phases)
        .anySatisfy(
            phase ->
                assertThat(phase)
                    .matches(
                        "run %d: waiting since %s for attempt 2 of task load, which starts at %s; attempt 1 failed: %s"
                            .formatted(run, time, time, reason)));
  }

  @Test
  void deadlineEndsTheWaitAndNamesTheRunningTask() {
    register(TestJob.task("load", "hang", file()));
    long run = runs().start(Optional.empty());
    Waiting.until("the task to run", () -> Files.exists(trace));
    RunWatch.Limits limits = new RunWatch.Limits(RunWatch.AWAY, Duration.ofSeconds(1));

    assertThatThrownBy(() -> new RunWatch(open(), QUICK, limits, notes).awaitSuccess(run))
        .isInstanceOf(Failure.class)
        .hasMessageMatching(
            "Cannot wait for run %1$d any longer: task load is running since [0-9:]{8}; expected it to end within 1 s \\(--deadline\\)\\. The run goes on: follow it with \\./quarterdeck runs or at .*, or end it with \\./quarterdeck cancel %1$d\\."
                .formatted(run));
  }

  @Test
  void runThatExceedsItsTimeoutIsReportedAsTimedOut() {
    register(TestJob.task("load", "hang", file()).setTimeoutSeconds(1L));

    long run = runs().start(Optional.empty());

    assertThatThrownBy(() -> watch().awaitSuccess(run))
        .hasMessageStartingWith("Cannot finish run " + run + ": task load timed out: ");
  }

  @Test
  void cancelledRunsEnd() {
    register(TestJob.task("load", "hang", file()));
    long run = runs().start(Optional.empty());
    Waiting.until("the task to run", () -> Files.exists(trace));
    Cancellation cancellation =
        new Cancellation(open(), watch(), new Cancellation.Job(job, "the job", "runs"));

    assertThat(cancellation.active()).containsExactly(run);
    Cancellation.Result now = cancellation.cancel(run);
    assertThat(now.end()).isEqualTo(Cancellation.End.NOW);
    assertThat(now.state().words()).isEqualTo("canceled");
    assertThat(cancellation.active()).isEmpty();
    assertThat(cancellation.cancel(run).end()).isEqualTo(Cancellation.End.BEFORE);
  }

  @Test
  void cancelRefusesRunsOfOtherJobsAndReportsTheResultOfEndedRuns() throws Exception {
    register("dev", TestJob.task("load", "fail", file(), "Cannot load: it rains."));
    long failed = startUnder("failed");
    Waiting.forEnd(workspace, failed);
    long ours = job;
    workspace.client().jobs().reset(hanging(ours));
    long active = startUnder("active");
    long other = otherRun();
    String refused =
        "; expected one of its runs that have not ended: "
            + active
            + ". List its runs with ./quarterdeck runs --outputs "
            + folder.resolve("outputs.json")
            + " --dataset "
            + folder.resolve("sales.yaml")
            + ".";

    CommandLineRun unknown = cancel("5");
    CommandLineRun foreign = cancel(String.valueOf(other));
    CommandLineRun ended = cancel(String.valueOf(failed));

    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.error())
        .endsWith(
            "Cannot cancel run 5: "
                + workspace.running().endpoint()
                + " has no such run of the job quarterdeck-sales-quarterly of the stack dev"
                + refused);
    assertThat(foreign.exitCode()).isEqualTo(1);
    assertThat(foreign.error())
        .endsWith(
            "Cannot cancel run "
                + other
                + ": it is a run of the job with the id "
                + workspace.client().jobs().getRun(other).getJobId()
                + ", not of the job quarterdeck-sales-quarterly of the stack dev"
                + refused);
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .startsWith(
            "Run " + failed + " had already ended: failed (Task load failed with message: ");
    assertThat(cancel().out()).isEqualTo("Run " + active + ": canceled");
    assertThat(cancel().out()).isEqualTo("There are no active runs.");
    assertThat(cancel("5").error())
        .contains("; expected a run of it that has not ended, and there");
  }

  @Test
  void historyHasEachRunsStateQuarterAndCost() {
    register(TestJob.task("load", "append", file(), "ran"));
    long first = runs().start(Optional.empty());
    watch().awaitSuccess(first);
    long second = runs().start(Optional.of(Quarter.parse("2026Q3")));
    watch().awaitSuccess(second);

    List<RunRecord> history = new RunHistory(open(), Clock.systemUTC()).newest(job, 20);

    assertThat(history).extracting(RunRecord::id).containsExactly(second, first);
    assertThat(history)
        .extracting(RunRecord::quarter)
        .containsExactly(Optional.of("2026Q3"), Optional.empty());
    assertThat(history).allSatisfy(run -> assertThat(run.state().words()).isEqualTo("success"));
    assertThat(history)
        .allSatisfy(
            run ->
                // Two machines of one DBU per hour each.
                assertThat(run.units().orElseThrow())
                    .isBetween(0.0, 2.0 * run.duration().toMillis() / 3_600_000.0));
    assertThat(new RunHistory(open(), Clock.systemUTC()).newest(job, 1)).hasSize(1);
  }

  @Test
  void aBackfillRunsOneQuarterAfterTheOtherAndStopsAtTheFirstThatFails() throws IOException {
    register(TestJob.task("load", "append", file(), "{{job.parameters.quarter}}"));
    Backfill backfill = new Backfill(runs(), watch(), notes);

    backfill.run(Quarter.parse("2022Q3").to(Quarter.parse("2023Q1")));
    assertThat(Files.readAllLines(trace)).containsExactly("2022Q3", "2022Q4", "2023Q1");

    workspace.client().jobs().delete(job);
    register(TestJob.task("load", "fail", file(), "Cannot export: no"));
    assertThatThrownBy(() -> backfill.run(Quarter.parse("2022Q3").to(Quarter.parse("2023Q1"))))
        .isInstanceOf(Failure.class)
        .hasMessageEndingWith(
            "The backfill stopped at 2022Q3. After fixing the error, continue with ./quarterdeck"
                + " backfill --from 2022Q3 --to 2023Q1");
    assertThat(allRuns()).hasSize(1);
  }

  @Test
  void withoutARegisteredJobItSaysHowToRegisterOne() {
    assertThatThrownBy(() -> runs().start(Optional.empty()))
        .hasMessage(
            "Cannot find the job quarterdeck-sales-quarterly at "
                + workspace.running().endpoint()
                + ": there is none; expected a registered job. Register it: ./quarterdeck register"
                + " --stack test --dataset sales");
  }

  private void register(Task task) {
    register("test", task);
  }

  private void register(String stack, Task task) {
    job =
        workspace
            .client()
            .jobs()
            .create(
                TestJob.of(task)
                    .setName(TestJobEnvironment.JOB)
                    .setTags(Map.of("managed_by", "quarterdeck", "stack", stack))
                    .setMaxConcurrentRuns(1L)
                    .setQueue(new QueueSettings().setEnabled(true))
                    .setParameters(
                        List.of(new JobParameterDefinition().setName("quarter").setDefault(""))))
            .getJobId();
  }

  private ResetJob hanging(long id) {
    JobSettings settings = workspace.client().jobs().get(id).getSettings();
    return new ResetJob()
        .setJobId(id)
        .setNewSettings(settings.setTasks(List.of(TestJob.task("load", "hang", file()))));
  }

  private long otherRun() {
    CreateJob other = TestJob.of(TestJob.task("load", "append", file(), "x")).setName("other");
    long id = workspace.client().jobs().create(other).getJobId();
    return workspace.client().jobs().runNow(new RunNow().setJobId(id)).getResponse().getRunId();
  }

  private CommandLineRun cancel(String... runs) throws IOException {
    Path dataset = Files.writeString(folder.resolve("sales.yaml"), TestJobEnvironment.TEXT);
    Path outputs = WorkspaceOutputsFile.write(folder, workspace.running().endpoint());
    List<String> arguments = new ArrayList<>(List.of("cancel"));
    arguments.addAll(List.of(runs));
    arguments.addAll(List.of("--dataset", dataset.toString(), "--outputs", outputs.toString()));
    return CommandLineRun.in(
        new Folders(Path.of("..").toRealPath(), folder.resolve("state"), folder.resolve("cache")),
        TestTenant.environment(),
        arguments.toArray(String[]::new));
  }

  private long startUnder(String token) {
    return workspace
        .client()
        .jobs()
        .runNow(new RunNow().setJobId(job).setIdempotencyToken(token))
        .getResponse()
        .getRunId();
  }

  private List<BaseRun> allRuns() {
    List<BaseRun> runs = new ArrayList<>();
    workspace.client().jobs().listRuns(new ListRunsRequest().setJobId(job)).forEach(runs::add);
    return runs;
  }

  private RunStart runs() {
    return new RunStart(
        open(),
        new DatasetJob(open(), TestJobEnvironment.site(workspace), TestJobEnvironment.dataset()),
        tokens(),
        notes);
  }

  private RunTokens tokens() {
    return new RunTokens(folder.resolve("tokens"));
  }

  private RunWatch watch() {
    return new RunWatch(open(), QUICK, notes);
  }

  private Workspace open() {
    return TestJobEnvironment.open(workspace);
  }

  private String file() {
    return trace.toString();
  }

  /** Collects the notes that remain visible on the screen. */
  private static final class Notes implements Progress {
    private final List<String> lines = new ArrayList<>();
    private final List<String> phases = new ArrayList<>();

    @Override
    public void phase(String what) {
      phases.add(what);
    }

    @Override
    public void advance(long done, long total, String unit) {}

    @Override
    public void note(String line) {
      lines.add(line);
    }
  }
}
