package io.quarterdeck.cli.bootstrap;

import io.quarterdeck.cli.terminal.JsonObject;
import java.io.PrintWriter;

/** The result of a system's steps, which {@code bootstrap} prints after the last step. */
public interface SystemResult {
  /** Adds the fields of this result to the JSON result of the command. */
  JsonObject addTo(JsonObject object);

  /**
   * Prints the locations of the results, and the commands to try next.
   *
   * @param sameStack the options that select the same stack, with a leading space; may be empty
   */
  void print(PrintWriter out, String sameStack);
}
