package io.quarterdeck.etl.review;

/**
 * One property that changes.
 *
 * @param path where it is, as Pulumi writes it: {@code tags.owner}, {@code rules[0].name}
 * @param before its value as text, or empty when there was none
 * @param after its value as text, or empty when there is none any more
 */
record PropertyChange(String path, String before, String after) {
  private static final String NOTHING = "";

  boolean isTag() {
    return path.startsWith("tags.");
  }

  /** As {@code path: before → after}. */
  String text() {
    if (before.equals(NOTHING)) {
      return path + ": " + (after.equals(NOTHING) ? "changes" : after);
    }
    return path + ": " + before + " → " + (after.equals(NOTHING) ? "removed" : after);
  }
}
