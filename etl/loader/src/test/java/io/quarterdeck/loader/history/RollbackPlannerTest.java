package io.quarterdeck.loader.history;

import static io.quarterdeck.loader.history.LogFiles.ACTIVITY;
import static io.quarterdeck.loader.history.LogFiles.BRONZE;
import static io.quarterdeck.loader.history.LogFiles.POSTS;
import static io.quarterdeck.loader.history.LogFiles.TOPICS;
import static io.quarterdeck.loader.history.LogFiles.USERS;
import static io.quarterdeck.loader.history.LogFiles.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.contract.RestorePlan;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.history.RunChanges.ChangedTable;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RollbackPlannerTest {
  private static final LocalDate DAY = LocalDate.of(2026, 1, 6);

  private final LogFiles log = new LogFiles().daily("first", "2026-01-05");

  @Test
  void theTablesOfARunAreRestoredInTheReverseOrderOfItsChanges() {
    log.daily("second", "2026-01-06");
    assertThat(plan("second"))
        .isEqualTo(
            "second;;%s:1:0,%s:1:0,%s:1:0,%s:1:0,%s:1:0"
                .formatted(TOPICS, ACTIVITY, POSTS, WAITING, BRONZE));
  }

  @Test
  void theRunsAreListedWithTheirDaysAndVersions() {
    log.daily("second", "2026-01-06").change(TOPICS, "second");
    List<RunChanges> runs = LakeHistory.read(log).runs();
    assertThat(runs).extracting(RunChanges::run).containsExactly("second", "first");
    assertThat(runs.get(0).time()).isEqualTo(LogFiles.time(6));
    assertThat(runs.get(0).days()).containsExactly(DAY);
    assertThat(runs.get(0).tables())
        .contains(new ChangedTable(TOPICS, OptionalLong.of(0), 2))
        .contains(new ChangedTable(POSTS, OptionalLong.of(0), 1));
    assertThat(runs.get(1).tables()).contains(new ChangedTable(BRONZE, OptionalLong.empty(), 0));
  }

  @Test
  void aRunThatCreatedATableLeavesItWithoutRows() {
    assertThat(plan("first")).contains(TOPICS + ":0:none", BRONZE + ":0:none");
  }

  @Test
  void laterRunsOfTheSameTablesAreDiscardedInAllTheirTables() {
    log.daily("second", "2026-01-06").change(POSTS, "replay").change(WAITING, "replay");
    assertThat(plan("second")).startsWith("second;replay;").contains(WAITING + ":2:0");
    assertThat(plan("replay")).isEqualTo("replay;;%s:2:1,%s:2:1".formatted(POSTS, WAITING));
  }

  /** The activity of users was computed from the users of the weekly run. */
  @Test
  void runsThatComputedGoldFromALostChangeOfSilverAreDiscarded() {
    log.change(USERS, "weekly").daily("second", "2026-01-06");
    assertThat(plan("weekly"))
        .startsWith("weekly;second;")
        .contains(USERS + ":0:none", BRONZE + ":1:0");
  }

  @Test
  void laterRunsOfOtherTablesAreKept() {
    log.daily("second", "2026-01-06").change(USERS, "weekly");
    assertThat(plan("second")).startsWith("second;;").doesNotContain(USERS);
  }

  @Test
  void maintenanceIsNoChangeButADeletionByHandIsOne() {
    log.daily("second", "2026-01-06")
        .commit(
            BRONZE, "maintenance", "DELETE", "\"predicate\":\"[\\\"(_day#12 < 2025-01-01)\\\"]\"")
        .commit(POSTS, "maintenance", "OPTIMIZE", "\"predicate\":\"[]\"")
        .commit(POSTS, "maintenance", "VACUUM START", "")
        .commit(POSTS, "maintenance", "VACUUM END", "");
    assertThat(plan("second")).startsWith("second;;").contains(BRONZE + ":2:0", POSTS + ":4:0");
    log.commit(POSTS, "by; hand", "DELETE", "\"predicate\":\"[\\\"(id#12 = 7)\\\"]\"");
    assertThat(plan("second")).startsWith("second;" + POSTS + "@5;").contains(POSTS + ":5:0");
  }

  @Test
  void aRunThatIsRolledBackHasNoEffectAndIsNotDiscardedAgain() {
    log.daily("second", "2026-01-06");
    for (String table : List.of(TOPICS, ACTIVITY, POSTS, WAITING, BRONZE)) {
      log.restore(table, 0);
    }
    assertThat(log.planner().before("second")).isEmpty();
    assertThat(plan("first")).startsWith("first;;").contains(POSTS + ":2:none");
    log.daily("third", "2026-01-06");
    assertThat(plan("third")).startsWith("third;;").contains(POSTS + ":3:2");
    assertThat(plan("first")).startsWith("first;third;");
  }

  @Test
  void aTableWithoutRowsHasNoChanges() {
    log.commit(POSTS, "rollback", "DELETE", "\"predicate\":\"[\\\"true\\\"]\"");
    assertThat(plan("first")).doesNotContain(POSTS);
    log.change(POSTS, "second");
    assertThat(plan("second")).isEqualTo("second;;" + POSTS + ":2:1");
  }

  @Test
  void anUnknownRunIsRefused() {
    assertThatThrownBy(() -> log.planner().before("none"))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("Cannot roll back run none: found no version of a table");
  }

  @Test
  void aRollbackThatWasKilledBetweenTwoTablesIsCompleted() {
    log.change(USERS, "weekly").daily("second", "2026-01-06");
    RestorePlan plan = log.planner().before("weekly").orElseThrow();
    log.restore(TOPICS, 0).restore(ACTIVITY, 0).restore(POSTS, 0);
    log.commit(USERS, "rollback", "DELETE", "\"predicate\":\"[]\"");
    // The run that is rolled back is in no table anymore, only the discarded one.
    assertThat(log.planner().before("weekly")).isEmpty();
    assertThat(log.planner().complete(plan).toString())
        .isEqualTo("weekly;second;%s:1:0,%s:1:0".formatted(WAITING, BRONZE));
    log.change(POSTS, "later");
    assertThat(log.planner().complete(plan).toString())
        .isEqualTo("weekly;later,second;%s:3:2,%s:1:0,%s:1:0".formatted(POSTS, WAITING, BRONZE));
  }

  @Test
  void aPlanWhoseTablesAreAllRestoredStaysTheSame() {
    log.daily("second", "2026-01-06");
    RestorePlan plan = log.planner().before("second").orElseThrow();
    plan.steps().forEach(step -> log.restore(step.table(), 0));
    assertThat(log.planner().complete(plan)).isEqualTo(plan);
  }

  @Test
  void aDayBelongsToTheRunThatIngestedItLast() {
    log.daily("second", "2026-01-06").daily("again", "2026-01-06");
    assertThat(log.planner().newestOf(DAY)).isEqualTo("again");
    assertThatThrownBy(() -> log.planner().newestOf(DAY.plusDays(1)))
        .hasMessageStartingWith("Cannot roll back 2026-01-07: found no run of this day; expected");
    log.daily("both", "2026-01-08").daily("both", "2026-01-09");
    assertThatThrownBy(() -> log.planner().newestOf(DAY.plusDays(2)))
        .hasMessageStartingWith(
            "Cannot roll back 2026-01-08: found that run both ingested the days [2026-01-08,"
                + " 2026-01-09]; expected a run of this day only.");
    log.commit(
        "bronze/stackoverflow-users",
        "weekly",
        "WRITE",
        "\"predicate\":\"_day = date'2026-01-06'\"");
    assertThatThrownBy(() -> log.planner().newestOf(DAY))
        .hasMessageContaining("found the runs weekly and again; expected one run");
  }

  @Test
  void versionsWhoseLogFilesWereDeletedEndTheHistory() {
    log.daily("second", "2026-01-06").daily("third", "2026-01-07");
    log.forget(POSTS, 0);
    log.forget(POSTS, 1);
    assertThat(plan("third")).contains(POSTS + ":2:1");
    assertThat(LakeHistory.read(log).table(POSTS).orElseThrow().rows(OptionalLong.of(1)))
        .isEqualTo(1);
  }

  @Test
  void aFileThatIsNoLogFileIsRefused() {
    log.damage(POSTS, 0);
    assertThatThrownBy(() -> LakeHistory.read(log))
        .hasMessage(
            "Cannot read the history of the table silver/stackoverflow-posts: found no action"
                + " commitInfo in the log file of version 0; expected a log file of Delta. Check"
                + " that no other program writes to the folder _delta_log.");
  }

  private String plan(String run) {
    return log.planner().before(run).orElseThrow().toString();
  }
}
