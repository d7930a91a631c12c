package io.quarterdeck.jobs.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PeriodsTest {
  @Test
  void mapsEveryDayToItsCalendarQuarter() {
    Periods quarters = new Periods(3);
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      LocalDate day = LocalDate.of(-400, 1, 1).plusDays(random.nextInt(4_000_000));
      LocalDate start =
          day.withDayOfMonth(1).minusMonths(Math.floorMod(day.getMonthValue() - 1, 3));
      int month = quarters.firstMonth(Math.toIntExact(day.toEpochDay()));
      assertThat(Periods.firstDay(month)).isEqualTo(start);
    }
  }

  @Test
  void mapsTimestampsBefore1970ToTheirDay() {
    LocalDateTime late = LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000);
    long microseconds = late.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + 999_999;
    assertThat(Periods.day(microseconds)).isEqualTo(-1);
    assertThat(Periods.day(0)).isZero();
  }
}
