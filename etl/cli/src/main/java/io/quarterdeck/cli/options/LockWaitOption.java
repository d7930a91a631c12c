package io.quarterdeck.cli.options;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The option that sets how long a command waits for another load of the dataset. */
public final class LockWaitOption {
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description =
          "How long to wait for a running load of this dataset (default: ${DEFAULT-VALUE}).")
  private long seconds;

  /** Returns the time that the option sets; a negative value is refused. */
  public Duration lockWait() {
    Numbers.requireAtLeast(command, "--wait", seconds, 0);
    return Duration.ofSeconds(seconds);
  }
}
