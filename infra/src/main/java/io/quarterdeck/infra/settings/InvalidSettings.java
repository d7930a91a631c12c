package io.quarterdeck.infra.settings;

import java.util.List;

/**
 * Thrown for invalid settings, with each problem and the command that corrects it. The message has
 * a first line, followed by one line for each problem. Pulumi repeats the first line of an error
 * while it runs, and shows the complete error once at the end.
 */
public final class InvalidSettings extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Never empty; of a class that is serializable. */
  private final transient List<String> problems;

  /**
   * Creates the exception for the settings of a stack.
   *
   * @param problems one message for each problem
   */
  public InvalidSettings(String stack, List<String> problems) {
    super(message(stack, problems));
    this.problems = List.copyOf(problems);
  }

  private static String message(String stack, List<String> problems) {
    String found = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return "Cannot use the settings of the stack %s: found %s; expected none. Nothing was changed."
            .formatted(stack, found)
        + " Run the command in each line, then run this again:\n"
        + String.join("\n", problems);
  }

  /** One message for each problem, in the order of the settings. */
  public List<String> problems() {
    return problems;
  }
}
