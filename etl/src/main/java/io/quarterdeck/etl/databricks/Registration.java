package io.quarterdeck.etl.databricks;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.databricks.artifact.JarStore;
import io.quarterdeck.etl.databricks.job.DifferenceText;
import io.quarterdeck.etl.databricks.job.JobDefinition;
import io.quarterdeck.etl.databricks.job.JobUpsert;
import io.quarterdeck.etl.databricks.job.QuarterlyJob;
import io.quarterdeck.etl.databricks.job.RegistrationRecords;
import io.quarterdeck.etl.databricks.secrets.VaultScope;
import io.quarterdeck.etl.databricks.storage.LakeAccess;
import io.quarterdeck.etl.databricks.workspace.VolumeFiles;
import io.quarterdeck.etl.databricks.workspace.Workspace;
import io.quarterdeck.etl.databricks.workspace.WorkspaceChange;
import io.quarterdeck.etl.stack.PostgresLogin;
import io.quarterdeck.etl.terminal.Progress;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a workspace to what a dataset's quarterly job needs: access to the lake, the secret scope,
 * the jar, the job. Each part is made only where it is missing or differs.
 */
public final class Registration {
  /** Whether the workspace is changed, or only looked at. */
  public enum Mode {
    APPLY,
    DRY_RUN
  }

  /**
   * What was, or would be, done.
   *
   * @param lines what changes, a line each, for people; the job's last
   * @param job the job's plan
   * @param link the job's page; the workspace's where the job is not there yet
   */
  public record Result(List<String> lines, JobUpsert.Plan job, String link) {
    /** Whether everything was as it should be. */
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
    this.workspace = workspace;
    this.progress = progress;
  }

  /**
   * Compares, and in {@link Mode#APPLY} changes what differs. What register would refuse is refused
   * before anything is changed.
   *
   * @throws io.quarterdeck.etl.Failure when something that is not ours is in the way, or the
   *     workspace refuses
   */
  public Result run(Mode mode) {
    JobEnvironment environment = request.environment();
    if (environment.database().passwordSecret().isEmpty()) {
      throw entraOnly(environment);
    }
    progress.phase("comparing with " + workspace.address());
    StackVolume volume = StackVolume.of(workspace, environment, request.catalog());
    VaultScope scope = new VaultScope(workspace, environment, volume.path());
    VolumeFiles files = new VolumeFiles(workspace);
    JarStore jars = new JarStore(files, volume.jars());
    QuarterlyJob job = new QuarterlyJob(workspace, environment, request.dataset());
    JobUpsert upsert =
        new JobUpsert(
            workspace,
            job,
            new JobDefinition(
                scope.has(PostgresLogin.SECRET)
                    ? environment.readingSecret(PostgresLogin.SECRET)
                    : environment,
                request.dataset(),
                request.datasetText(),
                jars.path(request.jar()),
                VaultScope.name(environment),
                request.options()),
            request.policy(),
            new RegistrationRecords(files, volume.records()));
    List<WorkspaceChange> changes =
        new ArrayList<>(new LakeAccess(workspace, environment).missing());
    changes.addAll(volume.volume().missing());
    changes.addAll(scope.missing());
    changes.addAll(jars.missing(request.jar(), progress));
    changes.forEach(change -> carryOut("+ ", change, mode));
    JobUpsert.Plan plan = upsert.plan();
    String link = workspace.address().url().toString();
    if (mode == Mode.APPLY) {
      progress.phase("the job");
      link = job.link(upsert.apply());
    } else if (plan.jobId().isPresent()) {
      link = job.link(plan.jobId().get());
    }
    // Last: until the job names the new jar, the old ones may be needed.
    jars.old(request.jar()).forEach(change -> carryOut("- ", change, mode));
    return new Result(List.copyOf(lines), plan, link);
  }

  private static Failure entraOnly(JobEnvironment environment) {
    return new Failure(
        "Cannot register a job on the stack "
            + environment.stack()
            + ": its PostgreSQL takes Entra tokens alone (postgresAuth is entra), and Databricks"
            + " gives a JAR task none for it (docs/decisions/0023); expected postgresAuth password,"
            + " with which people still sign in by token. Set it (pulumi config set quarterdeck:postgresAuth"
            + " password --stack "
            + environment.stack()
            + "), run pulumi up --stack "
            + environment.stack()
            + ", then this again.");
  }

  private void carryOut(String sign, WorkspaceChange change, Mode mode) {
    lines.add(sign + change.what());
    if (mode == Mode.APPLY) {
      progress.phase(change.what());
      change.make().run();
    }
  }

  /** All that a result says. */
  public static List<String> text(Result result) {
    List<String> text = new ArrayList<>(result.lines());
    text.addAll(DifferenceText.lines(result.job()));
    return text;
  }
}
