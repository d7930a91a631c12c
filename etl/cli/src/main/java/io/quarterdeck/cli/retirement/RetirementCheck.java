package io.quarterdeck.cli.retirement;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Compares what the platform uses with the list of retirements. */
public final class RetirementCheck {
  private RetirementCheck() {}

  /** Returns the retirements that affect the uses, sorted by date. */
  public static List<RetirementNotice> of(
      List<Retirement> retirements, List<PlatformUse> uses, LocalDate today) {
    List<RetirementNotice> notices = new ArrayList<>();
    for (Retirement retirement : retirements) {
      List<PlatformUse> affected =
          uses.stream().filter(use -> retirement.retired().covers(use)).toList();
      if (!affected.isEmpty()) {
        long days = ChronoUnit.DAYS.between(today, retirement.date());
        notices.add(new RetirementNotice(retirement, affected, days));
      }
    }
    notices.sort(Comparator.comparingLong(RetirementNotice::days));
    return List.copyOf(notices);
  }

  /** Returns the highest urgency; {@code LATER} if there is no notice. */
  public static Urgency worst(List<RetirementNotice> notices) {
    return notices.stream()
        .map(RetirementNotice::urgency)
        .max(Comparator.naturalOrder())
        .orElse(Urgency.LATER);
  }
}
