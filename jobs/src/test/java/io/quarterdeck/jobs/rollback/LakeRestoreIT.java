package io.quarterdeck.jobs.rollback;

import static io.quarterdeck.jobs.lake.LakeFolder.FIRST;
import static io.quarterdeck.jobs.lake.LakeFolder.POSTS;
import static io.quarterdeck.jobs.lake.LakeFolder.POST_TYPES;
import static io.quarterdeck.jobs.lake.LakeFolder.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.delta.tables.DeltaTable;
import io.quarterdeck.contract.CorrelationId;
import io.quarterdeck.contract.Days;
import io.quarterdeck.contract.LakeName;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.contract.RestorePlan;
import io.quarterdeck.contract.RestorePlan.Step;
import io.quarterdeck.jobs.gold.GoldTables;
import io.quarterdeck.jobs.lake.DeltaSession;
import io.quarterdeck.jobs.lake.LakeFolder;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.maintain.MaintainedTable;
import io.quarterdeck.jobs.maintain.Maintenance;
import io.quarterdeck.jobs.silver.WaitingRows;
import io.quarterdeck.jobs.topics.ResultFiles;
import io.quarterdeck.jobs.topics.Scoring;
import io.quarterdeck.jobs.topics.Training;
import io.quarterdeck.jobs.topics.TrainingSettings;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.history.LakeHistory;
import io.quarterdeck.loader.history.RollbackPlanner;
import io.quarterdeck.loader.history.RunChanges;
import io.quarterdeck.loader.progress.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rolls runs back on Delta in a local folder. The plans come from the log files of Delta. */
class LakeRestoreIT {
  private static final LocalDate NEXT = FIRST.plusDays(1);
  private static final String SILVER = "silver/" + POSTS.name();
  private static final String BRONZE = "bronze/" + POSTS.name();
  private static final List<String> FILES =
      List.of(
          LakeName.RESULT_CSV.lakeName(),
          LakeName.QUESTIONS_CSV.lakeName(),
          LakeName.DRIFT_CSV.lakeName(),
          LakeName.TOPICS_CSV.lakeName(),
          LakeName.waitingRows(POSTS.name()));

  @TempDir private Path folder;
  private LakeFolder lake;

  @BeforeEach
  void create() {
    lake = new LakeFolder(folder);
  }

  @Test
  @Tag("nightly")
  void aRunIsRolledBackAfterAnAttemptThatEndedBetweenTwoTables() {
    ingestPosts("first", FIRST, 150);
    Map<String, List<String>> before = state();
    ingestPosts("second", NEXT, 150);
    Map<String, List<String>> after = state();
    assertThat(after.get(SILVER)).hasSizeGreaterThan(before.get(SILVER).size());
    assertThat(LakeHistory.read(lake.lake()).runs())
        .extracting(RunChanges::run, RunChanges::days)
        .containsExactly(tuple("second", List.of(NEXT)), tuple("first", List.of(FIRST)));
    RestorePlan plan = planner().before("second").orElseThrow();

    assertThatThrownBy(() -> new LakeRestore(lake.lake(), endingBefore(BRONZE)).run(plan))
        .hasMessage("killed");

    assertThat(state().get(SILVER)).isEqualTo(before.get(SILVER));
    assertThat(state().get(BRONZE)).isEqualTo(after.get(BRONZE));
    assertThat(unfinished()).containsExactly(plan.toString());
    assertThat(planner().complete(plan).steps()).extracting(Step::table).containsExactly(BRONZE);

    restore(plan);
    assertThat(state()).isEqualTo(before);
    assertThat(unfinished()).isEmpty();
    assertThat(planner().before("second")).isEmpty();
    long version = lake.lake().version(lake.lake().at(SILVER));
    restore(plan);
    assertThat(lake.lake().version(lake.lake().at(SILVER))).isEqualTo(version);

    ingestPosts("again", NEXT, 150);
    assertThat(state()).isEqualTo(after);
    assertThatThrownBy(() -> restore(plan))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("which another run wrote in the meantime; expected the rows of");
    assertThat(state()).isEqualTo(after);
    assertThat(unfinished()).isEmpty();
  }

  /** The first run creates all tables, so they have no rows after its rollback. */
  @Test
  @Tag("nightly")
  void topicsAndTheirFilesAreThoseOfTheDayBefore() {
    ingestPosts("first", FIRST, 400);
    lake.ingest(POST_TYPES, FIRST, 8);
    lake.ingest(USERS, FIRST, 300);
    new Training(lake.lake(), TrainingSettings.of(5), Progress.silent()).run("model");
    count(FIRST);
    Map<String, List<String>> before = state();
    assertThat(before.get(LakeName.RESULT_CSV.lakeName())).hasSizeGreaterThan(2);
    ingestPosts("second", NEXT, 200);
    count(NEXT);
    Map<String, List<String>> after = state();
    assertThat(after.get(LakeName.RESULT_CSV.lakeName()))
        .isNotEqualTo(before.get(LakeName.RESULT_CSV.lakeName()));

    restore(planner().before("second").orElseThrow());
    assertThat(state()).isEqualTo(before);
    assertThat(lake.lake().text(LakeName.TABLES_CSV.lakeName()).orElseThrow())
        .contains(SILVER + "," + lake.lake().version(lake.lake().at(SILVER)) + ",");
    // The restored tables are those that the maintenance and the next run continue with.
    new Maintenance(lake.lake(), Progress.silent(), Clock.systemUTC())
        .run(MaintainedTable.ofLakehouse(FIRST));
    ingestPosts("third", NEXT, 200);
    count(NEXT);
    assertThat(state()).isEqualTo(after);

    RestorePlan all = planner().before("first").orElseThrow();
    assertThat(all.discarded()).containsExactly("third");
    restore(all);
    assertThat(state().values()).allSatisfy(rows -> assertThat(rows).hasSizeLessThan(2));
    assertThat(lake.lake().text(LakeName.RESULT_CSV.lakeName())).isEmpty();
    ingestPosts("fourth", FIRST, 400);
    lake.ingest(POST_TYPES, FIRST, 8);
    lake.ingest(USERS, FIRST, 300);
    count(FIRST);
    assertThat(state()).isEqualTo(before);
  }

  @Test
  @Tag("nightly")
  void versionsWhoseFilesWereDeletedAreRefusedBeforeATableChanges() {
    ingestPosts("first", FIRST, 60);
    ingestPosts("second", NEXT, 60);
    lake.lake()
        .session()
        .conf()
        .set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
    DeltaTable.forPath(lake.lake().session(), lake.lake().at(SILVER)).vacuum(0);
    Map<String, List<String>> state = state();
    RestorePlan plan = planner().before("second").orElseThrow();
    assertThatThrownBy(() -> restore(plan))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("Cannot roll back run second: found that ")
        .hasMessageContaining("of the table " + SILVER + " were deleted; expected all of them.")
        .hasMessageContaining("VACUUM keeps the files of older versions for 7 days");
    assertThat(state()).isEqualTo(state);
    assertThat(unfinished()).isEmpty();
  }

  private void ingestPosts(String run, LocalDate day, long rows) {
    DeltaSession.correlate(lake.lake().session(), new CorrelationId(run));
    lake.ingest(POSTS, day, rows);
    new WaitingRows(lake.lake(), POSTS.name()).write();
  }

  private void count(LocalDate day) {
    new GoldTables(lake.lake(), Progress.silent()).write(Days.of(day));
    new Scoring(lake.lake(), Progress.silent()).run(Days.of(day));
    new ResultFiles(lake.lake()).write();
  }

  private void restore(RestorePlan plan) {
    DeltaSession.correlate(lake.lake().session(), new CorrelationId("rollback"));
    new LakeRestore(lake.lake(), Progress.silent()).run(plan);
  }

  private RollbackPlanner planner() {
    return new RollbackPlanner(LakeHistory.read(lake.lake()));
  }

  private List<String> unfinished() {
    return lake.lake().text(LakeName.UNFINISHED_ROLLBACK.lakeName()).stream().toList();
  }

  /** Returns the rows of the tables, and the lines of the files. */
  private Map<String, List<String>> state() {
    LakeRoot root = lake.lake();
    Map<String, List<String>> state = new LinkedHashMap<>();
    for (String table : LakeName.tables()) {
      if (root.exists(root.at(table))) {
        state.put(
            table,
            root.read(root.at(table)).collectAsList().stream()
                .map(Row::mkString)
                .sorted()
                .toList());
      }
    }
    for (String file : FILES) {
      state.put(file, root.text(file).stream().flatMap(String::lines).toList());
    }
    assertThat(state).containsKey("silver/" + LakehouseSource.POSTS.dataset());
    return state;
  }

  /** Returns progress that ends the work before a table changes. */
  private static Progress endingBefore(String table) {
    return new Progress() {
      @Override
      public void phase(String what) {
        if (what.equals("Restoring " + table)) {
          throw new IllegalStateException("killed");
        }
      }

      @Override
      public void advance(long done, long total, String unit) {}

      @Override
      public void note(String line) {}
    };
  }
}
