package io.quarterdeck.cli.options;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The option that limits the length of a list. */
public final class LimitOption {
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "The maximum number of entries (default: ${DEFAULT-VALUE}).")
  private int limit;

  /** Returns the limit, which is at least 1. */
  public int limit() {
    Numbers.requireAtLeast(command, "--limit", limit, 1);
    return limit;
  }
}
