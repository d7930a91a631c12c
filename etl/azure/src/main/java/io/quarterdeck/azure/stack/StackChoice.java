package io.quarterdeck.azure.stack;

import java.nio.file.Path;
import java.util.Optional;

/** The stack that a command uses. */
public sealed interface StackChoice {
  /** Returns the name in messages, such as "dev" or "outputs.json". */
  String words();

  /** Returns the PostgreSQL role that the user requested, if any. */
  Optional<String> role();

  /** What to give to Pulumi's {@code --stack}: the name, or NAME where it is not known. */
  String pulumiName();

  /**
   * A stack selected by name.
   *
   * @param name the Pulumi stack name
   * @param role the requested PostgreSQL role
   */
  record Named(String name, Optional<String> role) implements StackChoice {
    /** Selects a stack without a role. */
    public Named(String name) {
      this(name, Optional.empty());
    }

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
   * @param role the requested PostgreSQL role
   */
  record InFile(Path outputs, Optional<String> role) implements StackChoice {
    /** Selects a stack without a role. */
    public InFile(Path outputs) {
      this(outputs, Optional.empty());
    }

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
