package io.quarterdeck.cli.retirement;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A retirement of something that the platform uses.
 *
 * @param uses the affected uses, at least one
 * @param days the number of days until the retirement; negative after it
 */
public record RetirementNotice(Retirement retirement, List<PlatformUse> uses, long days) {
  /**
   * The maximum number of uses that the text names. For the other uses, the text states the number.
   */
  private static final int NAMED = 3;

  public Urgency urgency() {
    return Urgency.of(days);
  }

  /** Returns the first uses by name, and the number of the others. */
  public String usedBy() {
    String named =
        uses.stream().limit(NAMED).map(PlatformUse::text).collect(Collectors.joining(", "));
    int others = uses.size() - NAMED;
    return others > 0 ? named + " and " + others + " more" : named;
  }

  /** Returns the retirement as {@code PostgreSQL 16 on 2028-11-09, in 60 days}. */
  public String text() {
    String time = Math.abs(days) == 1 ? "1 day" : Math.abs(days) + " days";
    return retirement.what()
        + " on "
        + retirement.date()
        + (days < 0 ? ", " + time + " ago" : ", in " + time);
  }

  /** Returns what to do, with the source. */
  public String advice() {
    return "%s Source: %s (read %s)."
        .formatted(retirement.instead(), retirement.source(), retirement.read());
  }
}
