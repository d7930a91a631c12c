package io.quarterdeck.cli.upgrade;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options with which {@code upgrade-check} checks this installation instead of a stack. */
final class ToolOptions {
  /** The default of {@code --releases}. */
  static final String RELEASES = "QUARTERDECK_RELEASES";

  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--tool",
      description = {
        "Compare this installation of Quarterdeck with the newest release, instead of a",
        "stack."
      })
  private boolean tool;

  @Option(
      names = "--releases",
      paramLabel = "FOLDER|URL",
      description = "With --tool: where releases are published (default: " + RELEASES + ").")
  private Optional<String> releases;

  /** Returns whether to check this installation. */
  boolean tool() {
    if (releases.isPresent() && !tool) {
      throw new ParameterException(
          command.commandLine(), "--releases is for --tool; add --tool, or leave --releases out");
    }
    return tool;
  }

  /** Returns the folder or the URL of the releases. */
  Optional<ReleasePlace> place() {
    return releases
        .or(() -> Optional.ofNullable(System.getenv(RELEASES)))
        .filter(text -> !text.isBlank())
        .map(ReleasePlace::new);
  }
}
