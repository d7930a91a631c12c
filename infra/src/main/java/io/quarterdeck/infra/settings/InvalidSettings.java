package io.quarterdeck.infra.settings;

import java.util.List;

/**
 * Settings that cannot make a platform, with every problem and the command that corrects it. The
 * message has a line for each problem below a first line. Pulumi repeats the first line of an error
 * while it works, and shows the whole error once at the end.
 */
public final class InvalidSettings extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Never empty; of a class that is serializable. */
  private final transient List<String> problems;

  /**
   * Settings of a stack that are wrong.
   *
   * @param problems one message a problem
   */
  public InvalidSettings(String stack, List<String> problems) {
    super(message(stack, problems));
    this.problems = List.copyOf(problems);
  }

  private static String message(String stack, List<String> problems) {
    String found = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return "Cannot use the settings of the stack %s: found %s; expected none. Nothing was changed."
            .formatted(stack, found)
        + " Do what each line says, then run this again:\n"
        + String.join("\n", problems);
  }

  /** One message a problem, in the order of the settings. */
  public List<String> problems() {
    return problems;
  }
}
