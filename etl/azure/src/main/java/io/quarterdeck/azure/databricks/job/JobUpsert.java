package io.quarterdeck.azure.databricks.job;

import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.ResetJob;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import java.util.List;
import java.util.Optional;

/** Creates the job in the workspace, or changes it to match its definition. */
public final class JobUpsert {
  /** How to treat manual edits in the workspace. */
  public enum Drift {
    /** Revert them. */
    REVERT,
    /** Keep them. */
    KEEP
  }

  /**
   * The planned changes.
   *
   * @param jobId the id of the existing job, if any
   * @param changes the differences that will be changed
   * @param kept the differences that will be kept
   */
  public record Plan(
      String name, Optional<Long> jobId, List<Difference> changes, List<Difference> kept) {
    /** Returns whether the job exists and nothing needs to change. */
    public boolean isEmpty() {
      return jobId.isPresent() && changes.isEmpty();
    }
  }

  private final Workspace workspace;
  private final WorkspaceJob job;
  private final JobSettings wish;
  private final Drift drift;
  private final RegistrationRecords records;
  private final Optional<WorkspaceJob.Found> found;
  private final Optional<Registered> before;
  private final Comparison comparison;

  /**
   * Reads the job from the workspace.
   *
   * @param wish the settings that the job should have
   * @throws io.quarterdeck.loader.failure.Failure if register did not create the job with that
   *     name, and the policy refuses to adopt it, or if the caller may not see the job
   */
  public JobUpsert(
      Workspace workspace,
      WorkspaceJob job,
      JobSettings wish,
      Policy policy,
      RegistrationRecords records) {
    this.workspace = workspace;
    this.job = job;
    this.wish = wish;
    this.drift = policy.drift();
    this.records = records;
    this.found = job.find(policy.adoption());
    if (found.isEmpty()) {
      job.names()
          .forEach(name -> records.find(name).ifPresent(each -> job.requireVisible(each.jobId())));
    }
    // A record with another id belongs to a job that was deleted.
    this.before =
        found.flatMap(
            each -> records.find(each.name()).filter(record -> record.jobId() == each.id()));
    this.comparison =
        new Comparison(
            wish, found.map(WorkspaceJob.Found::settings).orElseGet(JobSettings::new), before);
  }

  /** How to treat jobs that register did not create, and manual edits. */
  public record Policy(WorkspaceJob.Adoption adoption, Drift drift) {}

  /** Returns the planned changes. Changes nothing. */
  public Plan plan() {
    List<Difference> all = comparison.differences();
    List<Difference> kept =
        drift == Drift.KEEP ? all.stream().filter(this::isDrift).toList() : List.of();
    return new Plan(
        job.name(),
        found.map(WorkspaceJob.Found::id),
        all.stream().filter(each -> !kept.contains(each)).toList(),
        kept);
  }

  private boolean isDrift(Difference difference) {
    return difference.origin() == Difference.Origin.DRIFT;
  }

  /** Applies the planned changes and records the result. Returns the job's id. */
  public long apply() {
    Plan plan = plan();
    if (plan.isEmpty()) {
      long id = plan.jobId().orElseThrow();
      if (before.isEmpty()) {
        // The registration that created the job ended before it could write its record.
        remember(id, plan);
      }
      return id;
    }
    long id = plan.jobId().map(this::reset).orElseGet(this::create);
    remember(id, plan);
    return id;
  }

  private void remember(long id, Plan plan) {
    JobSettings result = job.whole(id).settings();
    records.keep(job.name(), comparison.remember(id, result, plan.kept()));
    // The record of a renamed job has the former name. If this fails, the next registration finds
    // a record of a job that is visible, which has no effect.
    found
        .map(WorkspaceJob.Found::name)
        .filter(name -> !name.equals(job.name()))
        .ifPresent(records::forget);
  }

  private long create() {
    CreateJob creation = SettingsTree.converted(wish, CreateJob.class);
    return workspace.call(
        "create the job " + job.name(), client -> client.jobs().create(creation).getJobId());
  }

  private long reset(long id) {
    JobSettings settings = drift == Drift.KEEP ? comparison.wishKeepingDrift() : wish;
    workspace.tell(
        "change the job " + job.name(),
        client -> client.jobs().reset(new ResetJob().setJobId(id).setNewSettings(settings)));
    return id;
  }
}
