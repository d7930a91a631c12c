package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.azure.ConnectedStack;
import io.quarterdeck.etl.azure.ConnectedStacks;
import io.quarterdeck.etl.azure.JobEnvironments;
import io.quarterdeck.etl.databricks.JobEnvironment;
import io.quarterdeck.etl.databricks.RegistrationRequest;
import io.quarterdeck.etl.databricks.artifact.JobJar;
import io.quarterdeck.etl.databricks.job.JobUpsert;
import io.quarterdeck.etl.databricks.job.QuarterlyJob;
import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.dataset.DatasetFile;
import io.quarterdeck.etl.stack.Folders;
import io.quarterdeck.etl.terminal.Output;
import io.quarterdeck.etl.terminal.StepProgress;
import io.quarterdeck.etl.upgrade.Compatibility;
import io.quarterdeck.etl.upgrade.UpgradeCheck;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Compares an environment with this version. */
@Command(
    name = "upgrade-check",
    mixinStandardHelpOptions = true,
    description = {
      "Compares an environment with this version, without changing it.",
      "Compares the outputs, the ledger's schema, a dataset's job and its jar. Give the same job",
      "options as for register."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is equal",
      "1:something could not be read",
      "2:wrong usage",
      "3:something differs"
    })
final class UpgradeCheckCommand implements Callable<Integer> {
  private static final int DIFFERENT = 3;

  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private StackOptions stack;
  @Mixin private JobOptionsMixin options;

  @Override
  public Integer call() {
    Dataset described = dataset.dataset();
    List<Compatibility> parts = look(described);
    Output.of(command)
        .result(
            out -> UpgradeCheckText.print(parts, out),
            () -> UpgradeCheckText.json(stack.choice().words(), parts));
    return switch (worst(parts)) {
      case EQUAL -> 0;
      case DIFFERS -> DIFFERENT;
      case UNKNOWN -> Quarterdeck.FAILED;
    };
  }

  private List<Compatibility> look(Dataset described) {
    try (StepProgress progress = Output.of(command).step("upgrade-check")) {
      return look(described, progress);
    }
  }

  private List<Compatibility> look(Dataset described, StepProgress progress) {
    ConnectedStack connected;
    try {
      connected = ConnectedStacks.find(stack.choice(), progress);
    } catch (Failure e) {
      return UpgradeCheck.withoutOutputs(e, stack.choice().pulumiName());
    }
    JobEnvironment jobs = JobEnvironments.of(connected);
    return UpgradeCheck.of(connected, request(jobs, described), progress);
  }

  private RegistrationRequest request(JobEnvironment jobs, Dataset described) {
    return new RegistrationRequest(
        jobs,
        described,
        DatasetFile.text(dataset.file()),
        JobJar.of(Folders.current().jobJar()),
        options.options(jobs),
        new JobUpsert.Policy(QuarterlyJob.Adoption.REFUSE, JobUpsert.Drift.REVERT),
        Optional.empty());
  }

  static Compatibility.State worst(List<Compatibility> parts) {
    return parts.stream()
        .map(Compatibility::state)
        .max(Comparator.naturalOrder())
        .orElse(Compatibility.State.EQUAL);
  }
}
