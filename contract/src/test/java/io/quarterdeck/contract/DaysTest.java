package io.quarterdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DaysTest {
  private static final LocalDate SUNDAY = LocalDate.of(2026, 1, 4);

  @Test
  void textsAreParsedInTheOrderOfTheDaysAndEachDayOnce() {
    Days days = Days.parse("2026-01-06, 2026-01-04,2026-01-06");
    assertThat(days.days()).containsExactly(SUNDAY, SUNDAY.plusDays(2));
    assertThat(days.toString()).isEqualTo("2026-01-04,2026-01-06");
    assertThat(Days.parse(days.toString())).isEqualTo(days);
    assertThat(days.first()).isEqualTo(SUNDAY);
    assertThat(days.last()).isEqualTo(SUNDAY.plusDays(2));
  }

  @Test
  void anIntervalHasBothItsEnds() {
    assertThat(Days.between(SUNDAY, SUNDAY.plusDays(2)).days())
        .containsExactly(SUNDAY, SUNDAY.plusDays(1), SUNDAY.plusDays(2));
    assertThat(Days.between(SUNDAY, SUNDAY)).isEqualTo(Days.of(SUNDAY));
  }

  @Test
  void otherTextsNoDayAndTooManyDaysAreRefused() {
    assertThatThrownBy(() -> Days.parse("2026-13-01"))
        .hasMessage("'2026-13-01'; expected a day such as 2026-11-30, or several days with commas");
    assertThatThrownBy(() -> Days.between(SUNDAY, SUNDAY.minusDays(1)))
        .hasMessage("0 days; expected at least one and at most 366");
    assertThatThrownBy(() -> Days.between(SUNDAY, SUNDAY.plusDays(366)))
        .hasMessage("367 days; expected at least one and at most 366");
  }
}
