package io.quarterdeck.cli.lakehouse;

import static java.util.stream.Collectors.joining;

import io.quarterdeck.azure.blob.LakeFiles;
import io.quarterdeck.azure.databricks.run.RunRecord;
import io.quarterdeck.azure.databricks.run.RunWatch;
import io.quarterdeck.contract.CorrelationId;
import io.quarterdeck.contract.LakeName;
import io.quarterdeck.contract.LakehouseJob;
import io.quarterdeck.contract.LakehouseJob.Parameter;
import io.quarterdeck.contract.ModelManifest;
import io.quarterdeck.contract.RestorePlan;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.history.LakeHistory;
import io.quarterdeck.loader.history.LakeText;
import io.quarterdeck.loader.history.RollbackPlanner;
import io.quarterdeck.loader.history.RunChanges;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rolls runs of the lakehouse back. The command computes the plan from the log files of the tables,
 * and the job {@code rollback} restores the tables (decision 127).
 */
public final class LakehouseRollback {
  /** The number of runs of each job among which the id of a run is looked for. */
  private static final int LOOKED_AT = 100;

  private final LakehouseStack stack;
  private final String sameStack;
  private final Duration deadline;
  private final Progress progress;
  private final LakeFiles lake;
  private final LakehouseRuns runs;

  /** What to do with later runs whose changes would be lost. */
  public enum LaterRuns {
    REFUSE,
    DISCARD
  }

  /**
   * The result.
   *
   * @param run the run that is rolled back
   * @param plan what was restored; empty if the run was rolled back before
   * @param jobRun the id of the run that restored the tables, if there was one
   * @param changes what the run and the discarded runs had changed, the newest first
   */
  public record Result(
      String run, Optional<RestorePlan> plan, Optional<Long> jobRun, List<RunChanges> changes) {}

  /**
   * Creates the object without a request.
   *
   * @param sameStack the arguments that select the same stack in another command
   * @param deadline how long to wait for the run to end
   */
  public LakehouseRollback(
      LakehouseStack stack, String sameStack, Duration deadline, Progress progress) {
    this.stack = stack;
    this.sameStack = sameStack;
    this.deadline = deadline;
    this.progress = progress;
    this.lake = stack.lake(progress);
    this.runs = new LakehouseRuns(stack.workspace(), stack.environment().stack(), progress);
  }

  /**
   * Returns the runs whose changes readers see, the newest first.
   *
   * @throws Failure if the lake cannot be read
   */
  public List<RunChanges> runs() {
    return history().runs();
  }

  /**
   * Returns the plan of a rollback that has not ended.
   *
   * @throws Failure if the lake cannot be read
   */
  public Optional<RestorePlan> unfinished() {
    String path = LakeName.UNFINISHED_ROLLBACK.lakeName();
    try {
      return lake.read(path).map(LakeFiles.Content::text).map(RestorePlan::parse);
    } catch (IllegalArgumentException e) {
      throw Failure.causedBy(
          e,
          "Cannot read %s: found %s. Compare the tables with their histories (DESCRIBE HISTORY),"
              + " then delete the file.",
          path,
          e.getMessage());
    }
  }

  /**
   * Rolls back the run that ingested a day last, and waits for the end.
   *
   * @throws Failure like {@link #rollBack(String, LaterRuns)}
   */
  public Result rollBack(LocalDate day, LaterRuns later) {
    requireNoActiveRun();
    unfinished().ifPresent(plan -> refuseOther(day.toString(), plan));
    LakeHistory history = history();
    return rollBack(history, new RollbackPlanner(history).newestOf(day), later);
  }

  /**
   * Rolls back a run, and waits for the end. If an earlier rollback of the run did not end, this
   * completes it.
   *
   * @param named the run as its commits name it, or the id of the run in the workspace
   * @throws Failure if the run is unknown, another rollback did not end, a run is active, later
   *     runs are refused, or the job fails
   */
  public Result rollBack(String named, LaterRuns later) {
    requireNoActiveRun();
    LakeHistory history = history();
    String run = named.matches("\\d+") ? ofWorkspace(Long.parseLong(named)) : named;
    return rollBack(history, run, later);
  }

  private Result rollBack(LakeHistory history, String run, LaterRuns later) {
    Optional<RestorePlan> before = unfinished();
    before.filter(plan -> !plan.run().equals(run)).ifPresent(plan -> refuseOther(run, plan));
    RollbackPlanner planner = new RollbackPlanner(history);
    Optional<RestorePlan> wanted = before.map(planner::complete).or(() -> planner.before(run));
    if (wanted.isEmpty()) {
      return new Result(run, wanted, Optional.empty(), List.of());
    }
    RestorePlan plan = wanted.get();
    List<String> unexpected = new ArrayList<>(plan.discarded());
    before.ifPresent(each -> unexpected.removeAll(each.discarded()));
    if (later == LaterRuns.REFUSE && !unexpected.isEmpty()) {
      throw laterRuns(run, unexpected, history);
    }
    noteModel(plan);
    long id = runs.run(LakehouseJob.ROLLBACK, Map.of(Parameter.PLAN, plan.toString()), watch());
    return new Result(
        run,
        wanted,
        Optional.of(id),
        history.runs().stream()
            .filter(each -> each.run().equals(run) || plan.discarded().contains(each.run()))
            .toList());
  }

  private RunWatch watch() {
    return new RunWatch(
        stack.workspace(), Backoff.POLITE, new RunWatch.Limits(RunWatch.AWAY, deadline), progress);
  }

  private LakeHistory history() {
    progress.phase("reading the versions of the tables");
    return LakeHistory.read(new LakeFileText(lake));
  }

  /**
   * The workspace permits one run of each job at a time, but different jobs change the same tables.
   */
  private void requireNoActiveRun() {
    for (LakehouseJob job : LakehouseJob.values()) {
      for (long active : runs.active(job)) {
        throw Failure.of(
            "Cannot roll back a run of the lakehouse: found the active run %d of the job %s; expected"
                + " no active run. Wait for its end, or cancel it: ./quarterdeck cancel %d%s",
            active, job.jobName(), active, sameStack);
      }
    }
  }

  /** A run without the correlation id of a command or a pipeline has an id of its own. */
  private String ofWorkspace(long id) {
    for (LakehouseJob job : LakehouseJob.values()) {
      for (RunRecord run : runs.newest(job, LOOKED_AT)) {
        if (run.id() == id) {
          return run.correlationId().orElseGet(() -> CorrelationId.ofRun(Long.toString(id)).text());
        }
      }
    }
    return Long.toString(id);
  }

  private void refuseOther(String wanted, RestorePlan unfinished) {
    throw Failure.of(
        "Cannot roll back %s: found a rollback of run %s that did not end; expected none. Complete"
            + " it: ./quarterdeck rollback --systems lakehouse --run %s%s",
        wanted, unfinished.run(), unfinished.run(), sameStack);
  }

  private static Failure laterRuns(String run, List<String> later, LakeHistory history) {
    String found =
        history.runs().stream()
            .filter(each -> later.contains(each.run()))
            .map(LakehouseRollback::words)
            .collect(joining(", "));
    return Failure.of(
        "Cannot roll back run %s: found later runs whose changes would be lost: %s; expected none."
            + " They changed the same tables, or computed gold from them. To roll them back, too,"
            + " add --discard-later.",
        run, found);
  }

  private static String words(RunChanges run) {
    return run.days().isEmpty()
        ? run.run()
        : run.run()
            + " ("
            + run.days().stream().map(LocalDate::toString).collect(joining(", "))
            + ")";
  }

  /** Models are not rolled back: the gate compares each new one with the current one. */
  private void noteModel(RestorePlan plan) {
    ModelFiles models = new ModelFiles(lake);
    Optional<String> published = models.published().map(ModelManifest::current);
    plan.steps().stream()
        .filter(step -> step.table().equals("silver/" + LakeName.POSTS.lakeName()))
        .mapToLong(step -> step.to().orElse(-1))
        .forEach(
            kept ->
                models.all().stream()
                    .filter(card -> published.filter(card.version()::equals).isPresent())
                    .filter(card -> card.postsVersion() > kept)
                    .forEach(
                        card ->
                            progress.note(
                                "The model %s was trained with posts that are rolled back. It stays"
                                        .formatted(card.version())
                                    + " the current one. Train another one, or use ./quarterdeck"
                                    + " model rollback"
                                    + sameStack)));
  }

  /** Reads the log files of the tables from Blob. */
  private record LakeFileText(LakeFiles files) implements LakeText {
    @Override
    public List<String> list(String folder) {
      return files.list(folder).stream()
          .map(path -> path.substring(path.lastIndexOf('/') + 1))
          .toList();
    }

    @Override
    public Optional<String> text(String path) {
      return files.read(path).map(LakeFiles.Content::text);
    }
  }
}
