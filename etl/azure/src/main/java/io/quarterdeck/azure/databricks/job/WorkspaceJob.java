package io.quarterdeck.azure.databricks.job;

import static java.util.stream.Collectors.joining;

import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.JobParameterDefinition;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.azure.databricks.workspace.WorkspaceRight;
import io.quarterdeck.loader.failure.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A job that register manages, identified by its name and the stack in its tags. */
public final class WorkspaceJob implements StartableJob {
  /**
   * An existing job.
   *
   * @param id the job's id
   * @param settings the job's settings, including its tasks
   * @param creator the name of the user who created it
   */
  record Found(long id, JobSettings settings, String creator) {
    String name() {
      return settings.getName();
    }
  }

  /**
   * The names of a job.
   *
   * @param current the name that the job should have
   * @param former the names that it can have from an earlier registration, which renames it then
   */
  public record Names(String current, List<String> former) {
    /** The names of a job that always had this name. */
    public static Names of(String name) {
      return new Names(name, List.of());
    }

    /** Returns the current name, then the former ones. */
    public List<String> all() {
      List<String> all = new ArrayList<>(List.of(current));
      all.addAll(former);
      return all;
    }
  }

  private final Workspace workspace;
  private final String stack;
  private final Names names;
  private final String register;

  /**
   * Creates the object without calling the workspace.
   *
   * @param stack the stack in the job's tags
   * @param names the job's names
   * @param register the command that registers the job, without {@code ./quarterdeck}
   */
  public WorkspaceJob(Workspace workspace, String stack, Names names, String register) {
    this.workspace = workspace;
    this.stack = stack;
    this.names = names;
    this.register = register;
  }

  @Override
  public String name() {
    return names.current();
  }

  /** Returns all names that the job can have in the workspace. */
  public List<String> names() {
    return names.all();
  }

  /**
   * Returns whether the job exists.
   *
   * @throws Failure if register did not create the job with that name
   */
  public boolean isRegistered() {
    return registeredId().isPresent();
  }

  /**
   * Returns the id of the job, if it exists.
   *
   * @throws Failure if register did not create the job with that name
   */
  public Optional<Long> registeredId() {
    return find(Adoption.REFUSE).map(Found::id);
  }

  /**
   * Returns the id of the registered job.
   *
   * @throws Failure if the job does not exist, or register did not create it
   */
  public long id() {
    return registeredId()
        .orElseThrow(
            () ->
                Failure.of(
                    "Cannot find the job %s at %s: there is none; expected a registered job. "
                        + "Register it: ./quarterdeck %s",
                    name(), workspace.address(), register));
  }

  @Override
  public long currentId() {
    return id();
  }

  @Override
  public Set<String> parameters(long id) {
    return Optional.ofNullable(whole(id).settings().getParameters()).stream()
        .flatMap(Collection::stream)
        .map(JobParameterDefinition::getName)
        .collect(Collectors.toUnmodifiableSet());
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
                    "job " + found.name(),
                    () -> {
                      workspace.tell(
                          "delete the job " + found.name(),
                          client -> client.jobs().delete(found.id()));
                      records.forget(found.name());
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
   * Returns the job with this name, if it exists; otherwise the job that an earlier registration
   * created under a former name.
   *
   * @throws Failure if there are several, or if register did not create it and {@code adoption}
   *     refuses it
   */
  Optional<Found> find(Adoption adoption) {
    Optional<Found> found = single(name(), named(name()));
    if (found.isEmpty()) {
      return former();
    }
    if (adoption == Adoption.REFUSE) {
      found.filter(job -> !isOurs(job)).ifPresent(this::refuse);
    }
    return found;
  }

  /** A job of another creator that has a former name is not the one. */
  private Optional<Found> former() {
    List<Found> found =
        names.former().stream()
            .flatMap(each -> named(each).stream())
            .map(job -> whole(job.getJobId()))
            .filter(this::isOurs)
            .toList();
    refuseSeveral(name(), found.stream().map(Found::id).toList());
    return found.stream().findFirst();
  }

  private Optional<Found> single(String name, List<BaseJob> named) {
    refuseSeveral(name, named.stream().map(BaseJob::getJobId).toList());
    return named.stream().findFirst().map(job -> whole(job.getJobId()));
  }

  private void refuseSeveral(String name, List<Long> ids) {
    if (ids.size() > 1) {
      throw Failure.of(
          "Cannot tell which job %s is the one at %s: found %d of that name (%s); "
              + "expected one. Delete or rename the others in the workspace, then run this "
              + "again.",
          name,
          workspace.address(),
          ids.size(),
          ids.stream().map(this::link).collect(joining(", ")));
    }
  }

  Found whole(long id) {
    return workspace.call(
        "read the job " + name(),
        client -> {
          var job = client.jobs().get(id);
          return new Found(id, job.getSettings(), String.valueOf(job.getCreatorUserName()));
        });
  }

  private List<BaseJob> named(String name) {
    return workspace.call(
        "list the jobs",
        client -> {
          List<BaseJob> jobs = new ArrayList<>();
          // The workspace's filter ignores case.
          client
              .jobs()
              .list(new ListJobsRequest().setName(name))
              .forEach(
                  job -> {
                    if (name.equals(job.getSettings().getName())) {
                      jobs.add(job);
                    }
                  });
          return jobs;
        });
  }

  private boolean isOurs(Found job) {
    return new StackJobs(workspace, stack).contains(job.settings());
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
