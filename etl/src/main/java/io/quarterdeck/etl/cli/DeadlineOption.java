package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.stack.JobRunner;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How long a command waits for the end of a run. */
final class DeadlineOption {
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      description =
          "How long to wait for the end of a run (default: two days). The run itself goes on.")
  private Optional<Long> seconds;

  Duration deadline() {
    seconds.ifPresent(each -> Numbers.requireAtLeast(command, "--deadline", each, 1));
    return seconds.map(Duration::ofSeconds).orElse(JobRunner.LONGEST);
  }
}
