package io.quarterdeck.cli.options;

import io.quarterdeck.loader.load.LoadRequest.WaitLimits;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * The options of a command that writes to a dataset's table: how long it waits for other loads and
 * for the server.
 */
public final class WaitOptions {
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Mixin private LockWaitOption lock;

  @Option(
      names = "--retry",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "How long to retry if the server is unreachable, full or failing over (default:"
              + " ${DEFAULT-VALUE}).")
  private long retrySeconds;

  /** Returns the limits that the options set; negative values are refused. */
  public WaitLimits waitLimits() {
    Duration lockWait = lock.lockWait();
    Numbers.requireAtLeast(command, "--retry", retrySeconds, 0);
    return new WaitLimits(
        lockWait, WaitLimits.DEFAULT.readerWait(), Duration.ofSeconds(retrySeconds));
  }
}
