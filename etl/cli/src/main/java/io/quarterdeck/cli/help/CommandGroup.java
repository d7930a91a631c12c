package io.quarterdeck.cli.help;

import java.util.List;

/** The groups in which the help lists the commands, in their order. */
public enum CommandGroup {
  /** From a file to published rows. */
  LOAD("Load data"),
  /** Jobs in Databricks, and what they write. */
  JOB("Run jobs"),
  /** An environment. */
  OPERATE("Operate a stack"),
  /** This machine. */
  LOCAL("Work on this machine");

  private final String heading;

  CommandGroup(String heading) {
    this.heading = heading;
  }

  /** Returns the heading in the help. */
  public String heading() {
    return heading;
  }

  /** Returns commands to start with. */
  public List<Example> examples() {
    return switch (this) {
      case LOAD ->
          List.of(
              new Example("./quarterdeck bootstrap", "loads generated data, exports"),
              new Example("./quarterdeck new-dataset sales.csv", "describes your file"),
              new Example("./quarterdeck load sales.csv --dataset sales", "loads it"));
      case JOB ->
          List.of(
              new Example("./quarterdeck run --stack dev --wait", "runs the job, waits"),
              new Example("./quarterdeck runs --stack dev", "what runs loaded and cost"));
      case OPERATE ->
          List.of(new Example("./quarterdeck doctor --stack dev", "checks what the stack needs"));
      case LOCAL -> List.of(new Example("./quarterdeck local status", "the components, addresses"));
    };
  }

  /**
   * A command and what it does.
   *
   * @param line the command, as a user types it
   * @param meaning what it does
   */
  public record Example(String line, String meaning) {}
}
