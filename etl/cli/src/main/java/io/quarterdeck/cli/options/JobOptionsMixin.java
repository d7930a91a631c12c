package io.quarterdeck.cli.options;

import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.loader.reject.RejectLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of a job that do not come from the dataset file. */
public final class JobOptionsMixin {
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--node-type",
      paramLabel = "SIZE",
      defaultValue = JobOptions.DEFAULT_NODE_TYPE,
      description = "The cluster's machines, as Azure names them (default: ${DEFAULT-VALUE}).")
  private String nodeType;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description = "The number of machines besides the driver (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Option(names = "--photon", description = "Use Photon: faster, at about 2.5 times the DBUs.")
  private boolean photon;

  @Option(
      names = "--on-demand",
      description =
          "Never use spot machines (default: spot machines, with on-demand machines as fallback).")
  private boolean onDemand;

  @Option(
      names = "--schedule",
      paramLabel = "paused|running",
      description = "Whether the schedule is active (default: running in prod, paused elsewhere).")
  private Optional<JobOptions.ScheduleState> schedule;

  @Option(
      names = "--notify",
      paramLabel = "EMAIL",
      description = "An address to notify when a run fails; can be repeated.")
  private List<String> notify = new ArrayList<>();

  @Option(
      names = "--max-rejects",
      paramLabel = "N|P%",
      defaultValue = "0",
      description =
          "The maximum number of rejected lines in a file: a count, or a percentage (default:"
              + " ${DEFAULT-VALUE}).")
  private String maximumRejects;

  public JobOptions options(JobEnvironment environment) {
    Numbers.requireAtLeast(command, "--workers", workers, 1);
    RejectLimit.parse(maximumRejects);
    return new JobOptions(
        nodeType,
        workers,
        photon ? JobOptions.Engine.PHOTON : JobOptions.Engine.STANDARD,
        onDemand ? JobOptions.Machines.ON_DEMAND : JobOptions.Machines.SPOT_WITH_FALLBACK,
        schedule.orElse(JobOptions.defaults(environment).schedule()),
        List.copyOf(notify),
        maximumRejects);
  }
}
