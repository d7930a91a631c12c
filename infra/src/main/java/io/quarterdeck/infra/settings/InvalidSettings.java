package io.quarterdeck.infra.settings;

import java.util.List;

/** Settings that cannot make a platform, with every problem and the command that mends it. */
public final class InvalidSettings extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Never empty; of a class that is serializable. */
  private final transient List<String> problems;

  public InvalidSettings(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** One message a problem, in the order of the settings. */
  public List<String> problems() {
    return problems;
  }
}
