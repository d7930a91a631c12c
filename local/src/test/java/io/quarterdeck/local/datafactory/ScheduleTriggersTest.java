package io.quarterdeck.local.datafactory;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a schedule trigger fires. */
class ScheduleTriggersTest {
  private static final JsonObject DAILY =
      JsonParser.parseString(
              """
              {"typeProperties":{"recurrence":{"frequency":"Day","interval":1,"startTime":"2026-01-01T06:00:00Z"}}}\
              """)
          .getAsJsonObject();

  @Test
  void aTriggerFiresOnceWhenItsTimePasses() {
    assertThat(due("2026-01-05T05:59:59Z", "2026-01-05T06:00:00Z"))
        .contains(Instant.parse("2026-01-05T06:00:00Z"));
    assertThat(due("2026-01-05T06:00:00Z", "2026-01-05T06:00:01Z")).isEmpty();
    assertThat(due("2026-01-05T06:00:01Z", "2026-01-06T05:59:59Z")).isEmpty();
  }

  @Test
  void aTriggerDoesNotFireBeforeItsStart() {
    assertThat(due("2025-12-30T00:00:00Z", "2025-12-31T07:00:00Z")).isEmpty();
  }

  @Test
  void onlyTheLastOfSeveralPassedTimesFires() {
    assertThat(due("2026-01-05T00:00:00Z", "2026-01-08T07:00:00Z"))
        .contains(Instant.parse("2026-01-08T06:00:00Z"));
  }

  private static Optional<Instant> due(String after, String now) {
    return ScheduleTriggers.due(DAILY, Instant.parse(after), Instant.parse(now));
  }
}
