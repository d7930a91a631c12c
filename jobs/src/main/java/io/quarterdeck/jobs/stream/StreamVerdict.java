package io.quarterdeck.jobs.stream;

import io.quarterdeck.loader.failure.Failure;
import java.util.List;
import java.util.Locale;

/**
 * The result of a verification.
 *
 * @param events the rows of bronze
 * @param unique the events that silver must have
 * @param repeated the events that the producer sent again
 * @param quarantined the events of bronze that violate a rule
 * @param missing the events that bronze does not have although it has later ones of the partition
 * @param lost the events that silver or quarantine does not have
 * @param duplicated the rows that bronze, silver or quarantine has twice, or that no event explains
 * @param outOfSequence the events that arrived after a later version of their order
 * @param different the tables that differ from the computation from bronze
 */
public record StreamVerdict(
    long events,
    long unique,
    long repeated,
    long quarantined,
    long missing,
    long lost,
    long duplicated,
    long outOfSequence,
    List<String> different) {
  public StreamVerdict {
    different = List.copyOf(different);
  }

  /** Returns whether nothing was lost or duplicated, and all tables are right. */
  public boolean isRight() {
    return missing == 0 && lost == 0 && duplicated == 0 && different.isEmpty();
  }

  /** Returns the result on one line. The numbers in parentheses are fractions of all events. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "events %d, unique %d, sent again %d (%s), quarantined %d (%s), lost %d (%s), duplicated %d"
            + " (%s), out of sequence %d (%s), tables %s",
        events,
        unique,
        repeated,
        fraction(repeated),
        quarantined,
        fraction(quarantined),
        missing + lost,
        fraction(missing + lost),
        duplicated,
        fraction(duplicated),
        outOfSequence,
        fraction(outOfSequence),
        different.isEmpty() ? "equal" : "different: " + String.join(" ", different));
  }

  private String fraction(long part) {
    return String.format(Locale.ROOT, "%.6f", events == 0 ? 0 : (double) part / events);
  }

  /**
   * Returns this result.
   *
   * @throws Failure if it is not right
   */
  public StreamVerdict require() {
    if (!isRight()) {
      throw Failure.of(
          "Cannot confirm silver and gold: found %s; expected lost 0, duplicated 0 and equal tables."
              + " If a run of the job orders is active, wait until it ends and verify again."
              + " Otherwise, rebuild silver: ./quarterdeck replay --from bronze"
              + " --since TIME",
          summary());
    }
    return this;
  }
}
