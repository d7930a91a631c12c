package io.quarterdeck.cli.ci;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Resolves a property path in Pulumi's notation, as {@code a.b[0]["c.d"]}. */
final class PropertyPath {
  private static final Pattern PART =
      Pattern.compile("\\[\"((?:[^\"\\\\]|\\\\.)*)\"]|\\[(\\d+)]|([^.\\[\\]]+)");
  private static final int LONGEST = 200;
  // Pulumi's placeholder for a value that is unknown until the deployment.
  private static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

  private PropertyPath() {}

  /** Returns the value as text, truncated if it is long; empty if there is none. */
  static String text(Map<?, ?> properties, String path) {
    Object value = value(properties, path);
    String text = value == null ? "" : value.toString().replace(UNKNOWN, "(not known yet)");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  /** Returns the value, or null if there is none. */
  static Object value(Map<?, ?> properties, String path) {
    Object value = properties;
    for (MatchResult part : PART.matcher(path).results().toList()) {
      value = step(value, part);
    }
    return value;
  }

  private static Object step(Object value, MatchResult part) {
    if (part.group(2) != null) {
      int index = Integer.parseInt(part.group(2));
      return value instanceof List<?> list && index < list.size() ? list.get(index) : null;
    }
    String name = part.group(1) == null ? part.group(3) : part.group(1).replace("\\\"", "\"");
    return value instanceof Map<?, ?> map ? map.get(name) : null;
  }
}
