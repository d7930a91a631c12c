package io.quarterdeck.cli.options;

import io.quarterdeck.azure.stack.JobRunner;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The option that limits how long a command waits for a run to end. */
public final class DeadlineOption {
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      description =
          "How long to wait for a run to end (default: two days). The run itself continues.")
  private Optional<Long> seconds;

  public Duration deadline() {
    seconds.ifPresent(each -> Numbers.requireAtLeast(command, "--deadline", each, 1));
    return seconds.map(Duration::ofSeconds).orElse(JobRunner.LONGEST);
  }
}
