package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.azure.stack.StackChoice;
import io.quarterdeck.cli.ExitCode;
import io.quarterdeck.cli.options.Numbers;
import io.quarterdeck.cli.options.StackOptions;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Checks from this machine what a stack needs, and prints how to fix failures. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Checks from this machine everything that a stack needs, and prints how to fix failures.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all checks passed",
      "1:a check failed",
      "2:wrong usage",
      "3:no check failed, but there is a warning"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./quarterdeck doctor",
      "  ./quarterdeck doctor --stack dev --json",
      "  ./quarterdeck doctor --stack dev --for deploy"
    })
public final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec command;
  @Mixin private StackOptions stack;

  @Option(
      names = "--for",
      paramLabel = "load|deploy",
      defaultValue = "load",
      description = {
        "What to check (default: load):",
        "load: whether the stack works, and this machine can load files into it",
        "deploy: before a deployment, whether Azure offers what the settings of the stack select,"
            + " and the signed-in account can create it. The stack need not exist"
      })
  private Purpose purpose;

  @Option(
      names = "--project",
      paramLabel = "FOLDER",
      description =
          "With --for deploy: the folder with Pulumi.yaml and the settings of the stack (default:"
              + " this checkout or release).")
  private Optional<Path> project = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "The time limit for each check (default: ${DEFAULT-VALUE}).")
  private long timeoutSeconds;

  @Override
  public Integer call() {
    Numbers.requireAtLeast(command, "--timeout", timeoutSeconds, 1);
    if (project.isPresent() && purpose == Purpose.LOAD) {
      throw new ParameterException(
          command.commandLine(),
          "Cannot check a stack with --project: found no --for deploy; expected it, because only"
              + " the checks of a deployment read the settings. Add --for deploy, or omit"
              + " --project.");
    }
    StackChoice choice = stack.choice();
    List<CheckResult> results = examine(choice);
    Output.of(command)
        .result(out -> DoctorText.print(results, out), () -> DoctorJson.of(choice, results));
    return switch (worst(results)) {
      case OK, SKIPPED -> 0;
      case WARNING -> ExitCode.DIFFERENT.code();
      case FAILED -> ExitCode.FAILED.code();
    };
  }

  private List<CheckResult> examine(StackChoice choice) {
    try (StepProgress progress = Output.of(command).step("doctor")) {
      Duration deadline = Duration.ofSeconds(timeoutSeconds);
      return switch (purpose) {
        case LOAD -> Doctor.examineStack(choice, deadline, progress);
        case DEPLOY ->
            Doctor.examineDeployment(
                choice, project.orElseGet(() -> Folders.current().home()), deadline, progress);
      };
    }
  }

  static Status worst(List<CheckResult> results) {
    return results.stream()
        .map(result -> result.finding().status())
        .max(Comparator.naturalOrder())
        .orElse(Status.OK);
  }
}
