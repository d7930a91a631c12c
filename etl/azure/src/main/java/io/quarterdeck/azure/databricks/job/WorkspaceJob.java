package io.quarterdeck.azure.databricks.job;

import static java.util.stream.Collectors.joining;

import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.azure.databricks.workspace.WorkspaceRight;
import io.quarterdeck.loader.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A job that register manages, identified by its name and the stack in its tags. */
public final class WorkspaceJob implements StartableJob {
  /**
   * An existing job.
   *
   * @param id the job's id
   * @param settings the job's settings, including its tasks
   * @param creator the name of the user who created it
   */
  record Found(long id, JobSettings settings, String creator) {}

  private final Workspace workspace;
  private final String stack;
  private final String name;
  private final String register;

  /**
   * Creates the object without calling the workspace.
   *
   * @param stack the stack in the job's tags
   * @param name the job's name
   * @param register the command that registers the job, without {@code ./quarterdeck}
   */
  public WorkspaceJob(Workspace workspace, String stack, String name, String register) {
    this.workspace = workspace;
    this.stack = stack;
    this.name = name;
    this.register = register;
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * Returns whether the job exists.
   *
   * @throws Failure if register did not create the job with that name
   */
  public boolean isRegistered() {
    return find(Adoption.REFUSE).isPresent();
  }

  /**
   * Returns the id of the registered job.
   *
   * @throws Failure if the job does not exist, or register did not create it
   */
  public long id() {
    return find(Adoption.REFUSE)
        .orElseThrow(
            () ->
                Failure.of(
                    "Cannot find the job %s at %s: there is none; expected a registered job. "
                        + "Register it: ./quarterdeck %s",
                    name(), workspace.address(), register))
        .id();
  }

  @Override
  public long currentId() {
    return id();
  }

  /** Returns the URL of the job's page. */
  public String link(long id) {
    return workspace.address().url() + "/jobs/" + id;
  }

  /**
   * Returns the deletion of the job and its record, if the job exists.
   *
   * @throws Failure if register did not create the job with that name
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
   * Checks that the caller may see a job that an earlier registration created. A list of jobs
   * contains only those that the caller may see, so a registration would create a second job with
   * the same name. Does nothing if the job was deleted.
   *
   * @throws Failure if the caller may not see the job
   */
  void requireVisible(long id) {
    workspace
        .requiring(
            new WorkspaceRight(
                "the permission CAN MANAGE on the job, which another principal registered",
                "Who set the workspace up",
                "./quarterdeck setup-workspace --stack %s --registrar YOU".formatted(stack)))
        .find("register the job " + name(), client -> client.jobs().get(id));
  }

  /**
   * Returns the job with this name, if it exists.
   *
   * @throws Failure if there are several, or if register did not create it and {@code adoption}
   *     refuses it
   */
  Optional<Found> find(Adoption adoption) {
    List<BaseJob> named = named();
    if (named.size() > 1) {
      throw Failure.of(
          "Cannot tell which job %s is the one at %s: found %d of that name (%s); "
              + "expected one. Delete or rename the others in the workspace, then run this "
              + "again.",
          name(),
          workspace.address(),
          named.size(),
          named.stream().map(job -> link(job.getJobId())).collect(joining(", ")));
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
          // The workspace's filter ignores case.
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
        && stack.equals(tags.get("stack"));
  }

  private void refuse(Found job) {
    throw Failure.of(
        "Cannot take over the job %s: %s created it, and it does not have this "
            + "stack's tags; expected no job with this name, or one that register "
            + "created for the stack %s. Inspect it (%s), then rename it, or take it "
            + "over with --adopt.",
        name(), job.creator(), stack, link(job.id()));
  }

  /** How to treat a job with this name that register did not create. */
  public enum Adoption {
    REFUSE,
    ADOPT
  }
}
