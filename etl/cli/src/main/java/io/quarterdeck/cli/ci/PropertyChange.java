package io.quarterdeck.cli.ci;

/**
 * A property that changes.
 *
 * @param path the path in Pulumi's notation: {@code tags.owner}, {@code rules[0].name}
 * @param before the previous value as text; empty if there was none
 * @param after the new value as text; empty if the property is removed
 */
record PropertyChange(String path, String before, String after) {
  private static final String NOTHING = "";

  boolean isTag() {
    return path.startsWith("tags.");
  }

  /** Returns the change as {@code path: before → after}. */
  String text() {
    if (before.equals(NOTHING)) {
      return path + ": " + (after.equals(NOTHING) ? "changes" : after);
    }
    return path + ": " + before + " → " + (after.equals(NOTHING) ? "removed" : after);
  }
}
