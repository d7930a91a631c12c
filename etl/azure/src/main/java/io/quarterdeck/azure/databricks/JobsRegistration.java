package io.quarterdeck.azure.databricks;

import com.databricks.sdk.service.jobs.JobSettings;
import io.quarterdeck.azure.databricks.Registration.Mode;
import io.quarterdeck.azure.databricks.artifact.JarStore;
import io.quarterdeck.azure.databricks.artifact.JobJar;
import io.quarterdeck.azure.databricks.job.DifferenceText;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.databricks.job.RegistrationRecords;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.workspace.VolumeFiles;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.azure.databricks.workspace.WorkspaceRight;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Registers several jobs of a system with their jar. Each part is created or changed only if it is
 * missing or differs.
 *
 * @param environment the environment of the jobs
 * @param jar the jobs' jar
 * @param policy how to treat existing jobs
 * @param catalog the catalog for the jobs' files; if absent, the workspace's default catalog
 * @param system the system of the jobs
 * @param workspace the workspace, from {@link #asRegistrar}
 * @param progress receives what happens
 */
public record JobsRegistration(
    JobEnvironment environment,
    JobJar jar,
    JobUpsert.Policy policy,
    Optional<String> catalog,
    PlatformSystemName system,
    Workspace workspace,
    Progress progress) {
  /**
   * The changes that were made, or that a dry run would make.
   *
   * @param lines the changes outside the jobs, one line each
   * @param jobs the changes of each job
   * @param kept the differences outside the jobs that are kept, one line each
   */
  public record Result(List<String> lines, List<JobUpsert.Plan> jobs, List<String> kept) {
    /** Returns whether nothing needs to change. */
    public boolean isUnchanged() {
      return lines.isEmpty() && jobs.stream().allMatch(JobUpsert.Plan::isEmpty);
    }

    /** Returns all lines; none if nothing needs to change and nothing is kept. */
    public List<String> text() {
      List<String> text = new ArrayList<>();
      if (!isUnchanged() || jobs.stream().anyMatch(job -> !job.kept().isEmpty())) {
        text.addAll(lines);
        jobs.forEach(job -> text.addAll(DifferenceText.lines(job)));
      }
      text.addAll(kept);
      return text;
    }
  }

  /** Returns the workspace with an explanation of the rights that a registration needs. */
  static Workspace asRegistrar(Workspace workspace, JobEnvironment environment) {
    return workspace.requiring(
        new WorkspaceRight(
            "the rights of a registrar (docs/databricks.md)",
            "Who set the workspace up",
            "./quarterdeck setup-workspace --stack %s --registrar YOU"
                .formatted(environment.stack())));
  }

  /** Returns a job of a system in the workspace. */
  static WorkspaceJob job(
      Workspace workspace, String stack, String name, PlatformSystemName system) {
    return new WorkspaceJob(
        workspace,
        stack,
        WorkspaceJob.Names.of(name),
        "register --stack " + stack + " --systems " + system.systemName());
  }

  /** Returns the path that the jar has, or gets, in the workspace. */
  String jarPath() {
    return new JarStore(new VolumeFiles(workspace), volume().jars()).path(jar);
  }

  /** Returns this registration with the name of its catalog, which is then read only once. */
  JobsRegistration withCatalog() {
    return new JobsRegistration(
        environment,
        jar,
        policy,
        Optional.of(volume().volume().catalog()),
        system,
        workspace,
        progress);
  }

  private StackVolume volume() {
    return StackVolume.of(workspace, environment, catalog);
  }

  /**
   * Compares the workspace with the wishes and, in {@link Mode#APPLY}, applies the differences.
   * Conflicts are detected before anything changes.
   *
   * @param wishes the settings of each job by its name
   */
  Result run(Map<String, JobSettings> wishes, Mode mode) {
    progress.phase("comparing with " + workspace.address());
    List<String> lines = new ArrayList<>();
    Registration.state(workspace, environment, catalog)
        .requireOrTell("register at " + workspace.address(), mode, lines);
    StackVolume volume = volume();
    VolumeFiles files = new VolumeFiles(workspace);
    RegistrationRecords records = new RegistrationRecords(files, volume.records());
    List<JobUpsert> upserts = new ArrayList<>();
    // Refuses jobs of another creator before the jar is uploaded.
    wishes.forEach(
        (name, wish) ->
            upserts.add(
                new JobUpsert(
                    workspace,
                    job(workspace, environment.stack(), name, system),
                    wish,
                    policy,
                    records)));
    JarStore jars = new JarStore(files, volume.jars());
    jars.missing(jar, progress).forEach(change -> carryOut("+ ", change, mode, lines));
    List<JobUpsert.Plan> plans = upserts.stream().map(JobUpsert::plan).toList();
    if (mode == Mode.APPLY) {
      progress.phase("the jobs");
      upserts.forEach(JobUpsert::apply);
    }
    // Jobs of other systems can use an older jar, so old jars are deleted with those jobs only.
    return new Result(List.copyOf(lines), plans, List.of());
  }

  private void carryOut(String sign, WorkspaceChange change, Mode mode, List<String> lines) {
    lines.add(sign + change.what());
    if (mode == Mode.APPLY) {
      progress.phase(change.what());
      change.make().run();
    }
  }
}
