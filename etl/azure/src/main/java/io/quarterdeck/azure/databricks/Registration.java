package io.quarterdeck.azure.databricks;

import io.quarterdeck.azure.databricks.artifact.JarStore;
import io.quarterdeck.azure.databricks.job.DifferenceText;
import io.quarterdeck.azure.databricks.job.JobDefinition;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.databricks.job.QuarterlyJob;
import io.quarterdeck.azure.databricks.job.RegistrationRecords;
import io.quarterdeck.azure.databricks.job.VaultScope;
import io.quarterdeck.azure.databricks.setup.SetupState;
import io.quarterdeck.azure.databricks.workspace.VolumeFiles;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.azure.databricks.workspace.WorkspaceRight;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.PostgresLogin;
import io.quarterdeck.loader.progress.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Registers a dataset's quarterly job: the jar and the job. Each part is created or changed only if
 * it is missing or differs. {@link WorkspaceSetup} creates what all jobs of the stack share.
 */
public final class Registration {
  /** Whether to change the workspace or only to compare. */
  public enum Mode {
    APPLY,
    DRY_RUN
  }

  /**
   * The changes that were made, or that a dry run would make.
   *
   * @param lines the changes outside the job, one line each
   * @param job the changes of the job
   * @param link the job's page, or the workspace's page if the job does not exist yet
   */
  public record Result(List<String> lines, JobUpsert.Plan job, String link) {
    /** Returns whether nothing needs to change. */
    public boolean isUnchanged() {
      return lines.isEmpty() && job.isEmpty();
    }
  }

  private final RegistrationRequest request;
  private final Workspace workspace;
  private final Progress progress;
  private final List<String> lines = new ArrayList<>();

  public Registration(RegistrationRequest request, Workspace workspace, Progress progress) {
    this.request = request;
    this.workspace =
        workspace.requiring(
            new WorkspaceRight(
                "the rights of a registrar (docs/databricks.md)",
                "Who set the workspace up",
                "./quarterdeck setup-workspace --stack %s --registrar YOU"
                    .formatted(request.environment().stack())));
    this.progress = progress;
  }

  /**
   * Compares the workspace with the request and, in {@link Mode#APPLY}, applies the differences.
   * Conflicts are detected before anything changes.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the workspace is not set up, if an object that
   *     register does not manage has a required name, or if the workspace refuses a call
   */
  public Result run(Mode mode) {
    JobEnvironment environment = request.environment();
    progress.phase("comparing with " + workspace.address());
    StackVolume volume = StackVolume.of(workspace, environment, request.catalog());
    VaultScope scope = new VaultScope(workspace, environment, volume.path());
    VolumeFiles files = new VolumeFiles(workspace);
    JarStore jars = new JarStore(files, volume.jars());
    QuarterlyJob job = new QuarterlyJob(workspace, environment, request.dataset());
    SetupState.of(environment.stack(), volume.volume(), scope)
        .requireOrTell("register at " + workspace.address(), mode, lines);
    Optional<Set<String>> secrets = VaultScope.secrets(workspace, environment);
    checkSignIn(secrets, mode);
    // Refuses a job of another creator before the jar is uploaded.
    JobUpsert upsert = upsert(job, volume, secrets, files, jars);
    jars.missing(request.jar(), progress).forEach(change -> carryOut("+ ", change, mode));
    JobUpsert.Plan plan = upsert.plan();
    String link = workspace.address().url().toString();
    if (mode == Mode.APPLY) {
      progress.phase("the job");
      link = job.link(upsert.apply());
    } else if (plan.jobId().isPresent()) {
      link = job.link(plan.jobId().get());
    }
    // Delete old jars last. The job needs its old jar until it refers to the new one.
    jars.old(request.jar()).forEach(change -> carryOut("- ", change, mode));
    return new Result(List.copyOf(lines), plan, link);
  }

  private JobUpsert upsert(
      QuarterlyJob job,
      StackVolume volume,
      Optional<Set<String>> secrets,
      VolumeFiles files,
      JarStore jars) {
    JobEnvironment environment = request.environment();
    return new JobUpsert(
        workspace,
        job.job(),
        new JobDefinition(
                secrets.filter(names -> names.contains(PostgresLogin.SECRET)).isPresent()
                    ? environment.readingSecret(PostgresLogin.SECRET)
                    : environment,
                request.dataset(),
                request.datasetText(),
                jars.path(request.jar()),
                VaultScope.name(environment),
                request.options())
            .settings(),
        request.policy(),
        new RegistrationRecords(files, volume.records()));
  }

  /**
   * Returns whether the workspace is set up for jobs of this stack.
   *
   * @param catalog the catalog for the jobs' files; if absent, the workspace's default catalog
   * @throws Failure if an object exists for another stack, or the workspace refuses a call
   */
  public static SetupState state(
      Workspace workspace, JobEnvironment environment, Optional<String> catalog) {
    StackVolume volume = StackVolume.of(workspace, environment, catalog);
    return SetupState.of(
        environment.stack(),
        volume.volume(),
        new VaultScope(workspace, environment, volume.path()));
  }

  private void checkSignIn(Optional<Set<String>> secrets, Mode mode) {
    if (lacksLogin(secrets, request.environment())) {
      Failure problem = withoutLogin(request.environment());
      switch (mode) {
        case APPLY -> throw problem;
        case DRY_RUN -> lines.add("! " + problem.getMessage());
      }
    }
  }

  /**
   * Returns whether the workspace is set up, and the vault has no login for the jobs of the stack.
   *
   * @throws Failure if the workspace refuses a call, or cannot read the vault
   */
  public static boolean lacksLogin(Workspace workspace, JobEnvironment environment) {
    return lacksLogin(VaultScope.secrets(workspace, environment), environment);
  }

  /** Without a scope, the secrets of the vault are not known. */
  private static boolean lacksLogin(Optional<Set<String>> secrets, JobEnvironment environment) {
    List<String> logins = List.of(PostgresLogin.SECRET, environment.database().passwordSecret());
    return secrets.filter(names -> Collections.disjoint(names, logins)).isPresent();
  }

  private static Failure withoutLogin(JobEnvironment environment) {
    return Failure.of(
        "Cannot register a job on the stack %s: the vault has no secret %s, with which the job"
            + " signs in to PostgreSQL; expected one. Run ./quarterdeck rotate-password --stack %s"
            + " as an administrator of the server, on a machine that can connect to it, which"
            + " creates the role of the job and the secret. Then run this again.",
        environment.stack(), environment.database().passwordSecret(), environment.stack());
  }

  private void carryOut(String sign, WorkspaceChange change, Mode mode) {
    lines.add(sign + change.what());
    if (mode == Mode.APPLY) {
      progress.phase(change.what());
      change.make().run();
    }
  }

  /** Returns all lines of a result. */
  public static List<String> text(Result result) {
    List<String> text = new ArrayList<>(result.lines());
    text.addAll(DifferenceText.lines(result.job()));
    return text;
  }
}
