package io.quarterdeck.azure.server;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A parameter of a server, as Resource Manager stores it.
 *
 * @param value the stored value; a static parameter takes this value at the next restart
 * @param isPendingRestart whether the server has not been restarted since the value changed
 */
public record ServerParameter(String value, boolean isPendingRestart) {
  private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*");

  /** Returns the elements of a list that is separated by commas. */
  public List<String> elements() {
    return elements(value);
  }

  static List<String> elements(String value) {
    return SEPARATOR.splitAsStream(value.strip()).filter(each -> !each.isEmpty()).toList();
  }
}
