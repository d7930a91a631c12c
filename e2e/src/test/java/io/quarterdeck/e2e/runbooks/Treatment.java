package io.quarterdeck.e2e.runbooks;

import java.util.List;
import java.util.regex.Pattern;

/** How a line that cannot be run as it is written is changed or skipped. */
sealed interface Treatment {
  /** The names of the pages that it applies to. */
  Pattern pages();

  /** A part of the lines that it applies to. */
  Pattern line();

  /** Returns whether it applies to this line. */
  default boolean isFor(PageLine given) {
    return pages().matcher(given.page()).matches() && line().matcher(given.text()).find();
  }

  /** The line is not run. */
  record Skipped(Pattern pages, Pattern line, String reason) implements Treatment {}

  /** The match is replaced. */
  record Replaced(Pattern pages, Pattern line, String by) implements Treatment {}

  /** The page documents these exit codes besides 0. */
  record Ends(Pattern pages, Pattern line, List<Integer> exitCodes) implements Treatment {}
}
