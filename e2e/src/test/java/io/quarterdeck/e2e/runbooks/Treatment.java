package io.quarterdeck.e2e.runbooks;

import java.util.List;
import java.util.regex.Pattern;

/** How lines of the pages are treated that are not run as they are written. */
sealed interface Treatment {
  /** The names of the pages that it is for. */
  Pattern pages();

  /** What the line contains. */
  Pattern line();

  /** Whether it is for this line. */
  default boolean isFor(PageLine given) {
    return pages().matcher(given.page()).matches() && line().matcher(given.text()).find();
  }

  /** The line is not run. */
  record Skipped(Pattern pages, Pattern line, String reason) implements Treatment {}

  /** The match is replaced. */
  record Replaced(Pattern pages, Pattern line, String by) implements Treatment {}

  /** The line may end with these exit codes besides 0, which the page names. */
  record Ends(Pattern pages, Pattern line, List<Integer> exitCodes) implements Treatment {}
}
