package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.databricks.JobEnvironment;
import io.quarterdeck.etl.databricks.job.JobOptions;
import io.quarterdeck.etl.rows.reject.RejectLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What of a job may differ from one registration to the next. */
final class JobOptionsMixin {
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
      description = "How many machines work besides the driver (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Option(names = "--photon", description = "Use Photon: faster, at about twice the DBUs.")
  private boolean photon;

  @Option(
      names = "--on-demand",
      description = "Never use spot machines (default: spot, with on-demand where there is none).")
  private boolean onDemand;

  @Option(
      names = "--schedule",
      paramLabel = "paused|running",
      description = "Whether the schedule fires (default: running in prod, paused elsewhere).")
  private Optional<JobOptions.ScheduleState> schedule;

  @Option(
      names = "--notify",
      paramLabel = "EMAIL",
      description = "Who gets mail when a run fails; may be given several times.")
  private List<String> notify = new ArrayList<>();

  @Option(
      names = "--max-rejects",
      paramLabel = "N|P%",
      defaultValue = "0",
      description =
          "How many lines of a file may not fit: a count, or a percentage (default:"
              + " ${DEFAULT-VALUE}).")
  private String maximumRejects;

  JobOptions options(JobEnvironment environment) {
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
