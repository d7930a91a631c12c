package io.quarterdeck.cli.upgrade;

import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.connection.ConnectedStacks;
import io.quarterdeck.azure.connection.JobEnvironments;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.RegistrationRequest;
import io.quarterdeck.azure.databricks.artifact.JobJar;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.ExitCode;
import io.quarterdeck.cli.options.AsOfOption;
import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.JobOptionsMixin;
import io.quarterdeck.cli.options.StackOptions;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.DatasetFile;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.failure.ToolVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Compares an environment, or this installation, with a version. */
@Command(
    name = "upgrade-check",
    mixinStandardHelpOptions = true,
    description = {
      "Compares an environment with this version, without changing it.",
      "Compares the outputs, the ledger's schema, a dataset's job and its jar. Warns",
      "before Azure retires something that the environment uses. Give the same job",
      "options as for register. With --tool, compares this installation with the newest",
      "release."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is equal; there can be a warning",
      "1:something could not be read, or retires within 30 days or has retired",
      "2:wrong usage",
      "3:something differs"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./quarterdeck upgrade-check --stack dev",
      "  ./quarterdeck upgrade-check --tool --releases https://example.com/releases"
    })
public final class UpgradeCheckCommand implements Callable<Integer> {

  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private StackOptions stack;
  @Mixin private JobOptionsMixin options;
  @Mixin private AsOfOption asOf;
  @Mixin private ToolOptions tool;

  @Override
  public Integer call() {
    boolean ofTool = tool.tool();
    List<Compatibility> parts = ofTool ? lookAtTool() : look(dataset.dataset());
    Output.of(command)
        .result(
            out -> UpgradeCheckText.print(parts, out),
            () ->
                ofTool
                    ? UpgradeCheckText.json("tool", ToolVersion.current(), parts)
                    : UpgradeCheckText.json("stack", stack.choice().words(), parts));
    return switch (worst(parts)) {
      case EQUAL, WARNING -> 0;
      case DIFFERS -> ExitCode.DIFFERENT.code();
      case FAILED, UNKNOWN -> ExitCode.FAILED.code();
    };
  }

  private List<Compatibility> lookAtTool() {
    try (StepProgress progress = Output.of(command).step("upgrade-check")) {
      ToolCheck check =
          new ToolCheck(
              new InstalledFiles(Folders.current().home()),
              ToolVersion.current(),
              ToolVersion.revision(),
              Runtime.version().feature());
      return check.of(tool.place(), progress);
    }
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
    return UpgradeCheck.of(
        connected,
        request(jobs, described),
        new RetirementCompatibility(Folders.current().home(), asOf.date()),
        progress);
  }

  private RegistrationRequest request(JobEnvironment jobs, Dataset described) {
    return new RegistrationRequest(
        jobs,
        described,
        DatasetFile.text(dataset.file()),
        JobJar.of(Folders.current().jobJar()),
        options.options(jobs),
        new JobUpsert.Policy(WorkspaceJob.Adoption.REFUSE, JobUpsert.Drift.REVERT),
        Optional.empty());
  }

  static Compatibility.State worst(List<Compatibility> parts) {
    return parts.stream()
        .map(Compatibility::state)
        .max(Comparator.naturalOrder())
        .orElse(Compatibility.State.EQUAL);
  }
}
