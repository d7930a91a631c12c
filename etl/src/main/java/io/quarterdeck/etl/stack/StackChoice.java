package io.quarterdeck.etl.stack;

import java.nio.file.Path;

/** Which stack a command works on. */
public sealed interface StackChoice {
  /** As people read it: "dev", "outputs.json". */
  String words();

  /** What to give to Pulumi's {@code --stack}: the name, or NAME where it is not known. */
  String pulumiName();

  /**
   * A stack by its name.
   *
   * @param name as Pulumi knows it
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
   * The stack whose outputs are in a file.
   *
   * @param outputs what {@code pulumi stack output --json} wrote
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
