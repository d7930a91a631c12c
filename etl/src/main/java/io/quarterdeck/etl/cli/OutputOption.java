package io.quarterdeck.etl.cli;

import picocli.CommandLine.Option;

/** How a command's result is printed. */
final class OutputOption {
  @Option(names = "--json", description = "Print the result as one JSON object.")
  private boolean json;

  boolean json() {
    return json;
  }
}
