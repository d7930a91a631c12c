package io.quarterdeck.cli.ci;

import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.ExitCode;
import io.quarterdeck.cli.options.AsOfOption;
import io.quarterdeck.cli.retirement.PlatformUse;
import io.quarterdeck.cli.retirement.PlatformUses;
import io.quarterdeck.cli.retirement.Retirement;
import io.quarterdeck.cli.retirement.RetirementCheck;
import io.quarterdeck.cli.retirement.RetirementList;
import io.quarterdeck.cli.retirement.RetirementNotice;
import io.quarterdeck.cli.retirement.RetirementReport;
import io.quarterdeck.cli.retirement.Urgency;
import io.quarterdeck.cli.settings.StackSettings;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ci retirements}: compares what all stacks use with what Azure retires. */
@Command(
    name = "retirements",
    mixinStandardHelpOptions = true,
    description = {
      "Warns before Azure retires something that a stack uses, and fails if it is close.",
      "Compares API versions, the job's cluster and the settings of all stacks with",
      "docs/azure-retirements.yaml. Warns 180 days before a retirement, and fails",
      "from 30 days before it. Connects to nothing."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing that is used retires within 180 days",
      "1:something retires within 30 days or has retired, or a file is invalid",
      "2:wrong usage",
      "3:nothing retires within 30 days, but something does within 180 days"
    })
final class RetirementsCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private AsOfOption asOf;

  @Option(
      names = "--project",
      paramLabel = "FOLDER",
      description =
          "The folder with Pulumi.yaml and the settings of the stacks (default: this checkout or"
              + " release).")
  private Optional<Path> project = Optional.empty();

  @Option(
      names = "--list",
      paramLabel = "FILE",
      description =
          "The list of retirements (default: docs/azure-retirements.yaml of the project).")
  private Optional<Path> list = Optional.empty();

  @Parameters(
      arity = "0..*",
      paramLabel = "STACK=FILE",
      description =
          "A stack, and the file with Pulumi's preview of it as JSON. Compares the properties of"
              + " its resources too.")
  private Map<String, Path> previews = new LinkedHashMap<>();

  @Override
  public Integer call() {
    Path folder = project.orElseGet(() -> Folders.current().home());
    Path file = list.orElseGet(() -> RetirementList.file(folder));
    List<Retirement> retirements = RetirementList.read(file);
    List<PlatformUse> uses = uses(folder);
    RetirementReport report =
        new RetirementReport(
            asOf.date(),
            retirements.size(),
            uses.size(),
            List.copyOf(previews.keySet()),
            RetirementCheck.of(retirements, uses, asOf.date()));
    Output.of(command).result(report::print, report::json);
    return switch (report.worst()) {
      case LATER -> 0;
      case SOON -> ExitCode.DIFFERENT.code();
      case DUE -> throw due(report.notices());
    };
  }

  private List<PlatformUse> uses(Path folder) {
    List<PlatformUse> uses = new ArrayList<>(PlatformUses.ofThisVersion());
    uses.add(PlatformUses.ofJob(JobOptions.DEFAULT_NODE_TYPE));
    StackSettings.all(folder).forEach(settings -> uses.addAll(PlatformUses.of(settings)));
    previews.forEach((stack, file) -> uses.addAll(resources(PreviewFile.read(stack, file))));
    return uses;
  }

  private static List<PlatformUse> resources(Preview preview) {
    if (!preview.errors().isEmpty()) {
      throw Failure.of(
          "Cannot compare the preview of %s: found %s; expected a preview without errors. Fix the"
              + " reported error.",
          preview.stack(), preview.errors().get(0));
    }
    return preview.steps().stream()
        .filter(step -> !step.after().isEmpty())
        .<PlatformUse>map(
            step ->
                new PlatformUse.Resource(
                    preview.stack(), step.name(), step.shortType(), step.after()))
        .toList();
  }

  private static Failure due(List<RetirementNotice> notices) {
    return Failure.of(
        "Cannot accept what the platform uses: found retirements of %s; expected none within %d"
            + " days. Follow the advice above, and docs/runbooks/retirements.md.",
        notices.stream()
            .filter(notice -> notice.urgency() == Urgency.DUE)
            .map(RetirementNotice::text)
            .collect(Collectors.joining("; ")),
        Urgency.FAILS);
  }
}
