package io.quarterdeck.etl.databricks.job;

import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.ResetJob;
import io.quarterdeck.etl.databricks.workspace.Workspace;
import java.util.List;
import java.util.Optional;

/** Brings the workspace's job to its definition, and changes nothing where nothing differs. */
public final class JobUpsert {
  /** What to do with what someone changed in the workspace. */
  public enum Drift {
    /** Put it right. */
    REVERT,
    /** Leave it as they have it. */
    KEEP
  }

  /**
   * What is to be done.
   *
   * @param jobId the job that is there, if one is
   * @param changes what will be changed
   * @param kept what differs and is left as it is
   */
  public record Plan(
      String name, Optional<Long> jobId, List<Difference> changes, List<Difference> kept) {
    /** Whether the workspace's job is as it should be. */
    public boolean isEmpty() {
      return jobId.isPresent() && changes.isEmpty();
    }
  }

  private final Workspace workspace;
  private final QuarterlyJob job;
  private final JobSettings wish;
  private final Drift drift;
  private final RegistrationRecords records;
  private final Optional<QuarterlyJob.Found> found;
  private final Optional<Registered> before;
  private final Comparison comparison;

  /**
   * Looks at the workspace's job.
   *
   * @throws io.quarterdeck.etl.Failure when there is a job of that name that is not ours, and it is
   *     not to be adopted
   */
  public JobUpsert(
      Workspace workspace,
      QuarterlyJob job,
      JobDefinition definition,
      Policy policy,
      RegistrationRecords records) {
    this.workspace = workspace;
    this.job = job;
    this.wish = definition.settings();
    this.drift = policy.drift();
    this.records = records;
    this.found = job.find(policy.adoption());
    // A record of another job is of one that was deleted since.
    this.before =
        records
            .find(job.name())
            .filter(each -> found.isPresent() && found.get().id() == each.jobId());
    this.comparison =
        new Comparison(
            wish, found.map(QuarterlyJob.Found::settings).orElseGet(JobSettings::new), before);
  }

  /** What to do with what was not made, or was changed, by us. */
  public record Policy(QuarterlyJob.Adoption adoption, Drift drift) {}

  /** What is to be done; changes nothing. */
  public Plan plan() {
    List<Difference> all = comparison.differences();
    List<Difference> kept =
        drift == Drift.KEEP ? all.stream().filter(this::isDrift).toList() : List.of();
    return new Plan(
        job.name(),
        found.map(QuarterlyJob.Found::id),
        all.stream().filter(each -> !kept.contains(each)).toList(),
        kept);
  }

  private boolean isDrift(Difference difference) {
    return difference.origin() == Difference.Origin.DRIFT;
  }

  /** Does it, and remembers what was done. Returns the job's id. */
  public long apply() {
    Plan plan = plan();
    if (plan.isEmpty()) {
      long id = plan.jobId().orElseThrow();
      if (before.isEmpty()) {
        // The registration that made it ended before it could write that down.
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
  }

  private long create() {
    CreateJob creation = SettingsTree.creation(wish);
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
