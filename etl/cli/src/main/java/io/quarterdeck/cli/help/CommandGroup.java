package io.quarterdeck.cli.help;

import java.util.List;

/** The groups in which the help lists the commands, in their order. */
public enum CommandGroup {
  /** From a file to published rows. */
  LOAD(
      "Load data",
      new Example("./quarterdeck bootstrap", "loads generated data, exports"),
      new Example("./quarterdeck new-dataset sales.csv", "describes your file"),
      new Example("./quarterdeck load sales.csv --dataset sales", "loads it")),
  /** Jobs in Databricks, and what they write. */
  JOB(
      "Run jobs",
      new Example("./quarterdeck run --stack dev --wait", "runs the job, waits"),
      new Example("./quarterdeck runs --stack dev", "what runs loaded and cost")),
  /** An environment. */
  OPERATE(
      "Operate a stack",
      new Example("./quarterdeck doctor --stack dev", "checks what the stack needs")),
  /** This machine. */
  LOCAL(
      "Work on this machine",
      new Example("./quarterdeck local status", "the components, addresses"));

  private final String heading;
  private final List<Example> examples;

  CommandGroup(String heading, Example... examples) {
    this.heading = heading;
    this.examples = List.of(examples);
  }

  /** Returns the heading in the help. */
  public String heading() {
    return heading;
  }

  /** Returns commands to start with. */
  public List<Example> examples() {
    return examples;
  }

  /**
   * A command and what it does.
   *
   * @param line the command, as a user types it
   * @param meaning what it does
   */
  public record Example(String line, String meaning) {}
}
