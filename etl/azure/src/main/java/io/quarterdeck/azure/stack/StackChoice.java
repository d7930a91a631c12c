package io.quarterdeck.azure.stack;

import java.nio.file.Path;

/** The stack that a command uses. */
public sealed interface StackChoice {
  /** Returns the name in messages, such as "dev" or "outputs.json". */
  String words();

  /** What to give to Pulumi's {@code --stack}: the name, or NAME where it is not known. */
  String pulumiName();

  /**
   * A stack selected by name.
   *
   * @param name the Pulumi stack name
   */
  record Named(String name) implements StackChoice {
    @Override
    public String words() {
      return name;
    }

    @Override
    public String pulumiName() {
      return name;
    }
  }

  /**
   * A stack selected by a file with its outputs.
   *
   * @param outputs the file with the output of {@code pulumi stack output --json}
   */
  record InFile(Path outputs) implements StackChoice {
    @Override
    public String words() {
      return outputs.toString();
    }

    @Override
    public String pulumiName() {
      return "NAME";
    }
  }
}
