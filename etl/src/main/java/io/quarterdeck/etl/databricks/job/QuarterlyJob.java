package io.quarterdeck.etl.databricks.job;

import static java.util.stream.Collectors.joining;

import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.databricks.JobEnvironment;
import io.quarterdeck.etl.databricks.workspace.Workspace;
import io.quarterdeck.etl.databricks.workspace.WorkspaceChange;
import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.dataset.DatasetFile;
import io.quarterdeck.etl.ledger.Definition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The quarterly job of one dataset as the workspace has it. */
public final class QuarterlyJob {
  /**
   * A job that is there.
   *
   * @param id its id
   * @param settings its settings, the tasks among them
   * @param creator who made it
   */
  record Found(long id, JobSettings settings, String creator) {}

  private final Workspace workspace;
  private final JobEnvironment environment;
  private final Dataset dataset;

  public QuarterlyJob(Workspace workspace, JobEnvironment environment, Dataset dataset) {
    this.workspace = workspace;
    this.environment = environment;
    this.dataset = dataset;
  }

  /** Its name. */
  public String name() {
    return JobDefinition.name(dataset);
  }

  /**
   * Whether the job is there.
   *
   * @throws Failure when one of that name is, and is not ours
   */
  public boolean isRegistered() {
    return find(Adoption.REFUSE).isPresent();
  }

  /**
   * The id of the registered job.
   *
   * @throws Failure when it is not there, or not ours
   */
  public long id() {
    return find(Adoption.REFUSE)
        .orElseThrow(
            () ->
                new Failure(
                    "Cannot find the job %s at %s: there is none; expected a registered job. Register it: ./quarterdeck register --stack %s --dataset %s"
                        .formatted(
                            name(), workspace.address(), environment.stack(), dataset.name())))
        .id();
  }

  /**
   * The id of the registered job, which has this dataset file.
   *
   * @throws Failure when it is not there, not ours, or carries another dataset file
   */
  public long currentId() {
    long id = id();
    registeredDataset(whole(id)).ifPresent(this::refuseOther);
    return id;
  }

  /** The dataset that the registered job loads and exports; its task carries the dataset file. */
  private static Optional<Dataset> registeredDataset(Found job) {
    return Optional.ofNullable(job.settings().getTasks()).stream()
        .flatMap(Collection::stream)
        .filter(task -> task.getSparkJarTask() != null)
        .map(task -> task.getSparkJarTask().getParameters())
        .filter(parameters -> parameters != null && parameters.contains(TaskArguments.DATASET))
        .map(List::copyOf)
        .map(parameters -> parameters.get(parameters.indexOf(TaskArguments.DATASET) + 1))
        .map(text -> DatasetFile.parse(text, Path.of("the registered job")))
        .findFirst();
  }

  private void refuseOther(Dataset registered) {
    if (!registered.equals(dataset)) {
      List<String> changes =
          new ArrayList<>(Definition.of(registered).differences(Definition.of(dataset)));
      if (!registered.table().equals(dataset.table())) {
        changes.add(0, "table " + registered.table() + " there, " + dataset.table() + " here");
      }
      throw new Failure(
          "Cannot run the job %s: its dataset file differs from the one here%s; expected the same. Register the job again: ./quarterdeck register --stack %s --dataset %s"
              .formatted(
                  name(),
                  changes.isEmpty() ? "" : " (" + String.join("; ", changes) + ")",
                  environment.stack(),
                  dataset.name()));
    }
  }

  /** The link to it for people. */
  public String link(long id) {
    return workspace.address().url() + "/jobs/" + id;
  }

  /**
   * Deletes the job and its record, if it is there.
   *
   * @throws Failure when a job of that name is not ours
   */
  public Optional<WorkspaceChange> deletion(RegistrationRecords records) {
    return find(Adoption.REFUSE)
        .map(
            found ->
                new WorkspaceChange(
                    "job " + name(),
                    () -> {
                      workspace.tell(
                          "delete the job " + name(), client -> client.jobs().delete(found.id()));
                      records.forget(name());
                    }));
  }

  /**
   * The job of this name.
   *
   * @throws Failure when there are several, or it is not ours and is not to be adopted
   */
  Optional<Found> find(Adoption adoption) {
    List<BaseJob> named = named();
    if (named.size() > 1) {
      throw new Failure(
          "Cannot tell which job %s is the one at %s: found %d of that name (%s); expected one. Delete or rename the others in the workspace, then run this again."
              .formatted(
                  name(),
                  workspace.address(),
                  named.size(),
                  named.stream().map(job -> link(job.getJobId())).collect(joining(", "))));
    }
    Optional<Found> found = named.stream().findFirst().map(job -> whole(job.getJobId()));
    if (adoption == Adoption.REFUSE) {
      found.filter(job -> !isOurs(job)).ifPresent(this::refuse);
    }
    return found;
  }

  Found whole(long id) {
    return workspace.call(
        "read the job " + name(),
        client -> {
          var job = client.jobs().get(id);
          return new Found(id, job.getSettings(), String.valueOf(job.getCreatorUserName()));
        });
  }

  private List<BaseJob> named() {
    return workspace.call(
        "list the jobs",
        client -> {
          List<BaseJob> jobs = new ArrayList<>();
          // The workspace compares without case.
          client
              .jobs()
              .list(new ListJobsRequest().setName(name()))
              .forEach(
                  job -> {
                    if (name().equals(job.getSettings().getName())) {
                      jobs.add(job);
                    }
                  });
          return jobs;
        });
  }

  private boolean isOurs(Found job) {
    Map<String, String> tags = Optional.ofNullable(job.settings().getTags()).orElse(Map.of());
    return JobDefinition.MANAGED_BY_VALUE.equals(tags.get(JobDefinition.MANAGED_BY))
        && environment.stack().equals(tags.get("stack"));
  }

  private void refuse(Found job) {
    throw new Failure(
        "Cannot take over the job %s: it was made by %s and does not carry this stack's tags; expected none, or one that register made for the stack %s. Look at it (%s), then rename it, or take it over with --adopt."
            .formatted(name(), job.creator(), environment.stack(), link(job.id())));
  }

  /** What to do with a job of our name that register did not make. */
  public enum Adoption {
    REFUSE,
    ADOPT
  }
}
