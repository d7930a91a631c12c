package io.quarterdeck.cli.bootstrap;

import io.quarterdeck.cli.terminal.JsonObject;
import java.io.PrintWriter;

/** What {@code bootstrap} prints about a system after its last step. */
public interface SystemResult {
  /** Returns the fields of the JSON result, added to those of other systems. */
  JsonObject addTo(JsonObject object);

  /**
   * Prints where everything is, and which commands to try next.
   *
   * @param sameStack the options that select the stack again, with a space in front, or nothing
   */
  void print(PrintWriter out, String sameStack);
}
