package io.quarterdeck.jobs.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class DaySetTest {
  private static final DaySet DAYS =
      DaySet.of(
          List.of(
              LocalDate.of(2026, 12, 1), LocalDate.of(2026, 11, 30), LocalDate.of(2026, 11, 27)));

  @Test
  void neighbouringDaysAreOneRange() {
    assertThat(DAYS.condition("day", DataTypes.DateType))
        .isEqualTo(
            "(day >= date'2026-11-27' AND day < date'2026-11-28')"
                + " OR (day >= date'2026-11-30' AND day < date'2026-12-02')");
    assertThat(DAYS.condition("hour", DataTypes.TimestampType))
        .startsWith(
            "(hour >= timestamp'2026-11-27T00:00:00Z' AND hour < timestamp'2026-11-28T00:00:00Z')");
    assertThat(DAYS.fromFirst("at")).isEqualTo("at >= timestamp'2026-11-27T00:00:00Z'");
  }

  @Test
  void theWordsNameTheFirstAndTheLastDay() {
    assertThat(DAYS.words()).isEqualTo("3 days from 2026-11-27 to 2026-12-01");
    assertThat(DaySet.of(List.of(LocalDate.of(2026, 11, 30))).words())
        .isEqualTo("1 day, 2026-11-30");
  }
}
