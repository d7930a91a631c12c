package io.quarterdeck.jobs.gold;

import static io.quarterdeck.jobs.lake.LakeFolder.POSTS;
import static io.quarterdeck.jobs.lake.LakeFolder.POST_TYPES;
import static io.quarterdeck.jobs.lake.LakeFolder.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import io.quarterdeck.contract.Days;
import io.quarterdeck.contract.LakeName;
import io.quarterdeck.jobs.lake.LakeFolder;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.maintain.MaintainedTable;
import io.quarterdeck.jobs.maintain.Maintenance;
import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldTablesIT {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 4);
  private static final Days DAYS = Days.between(FIRST, FIRST.plusDays(1));

  @Test
  void goldAgreesWithSilverAndMaintenanceKeepsIt(@TempDir Path folder) {
    LakeFolder files = new LakeFolder(folder);
    LakeRoot lake = files.lake();
    GoldTables gold = new GoldTables(lake, files.progress());
    files.ingest(POST_TYPES, FIRST, 8);
    files.ingest(POSTS, FIRST, 100);
    assertThatThrownBy(() -> gold.write(DAYS))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("the weekly job ingests users and post types");
    files.ingest(USERS, FIRST, 3_000);
    files.ingest(POSTS, FIRST.plusDays(1), 100);

    gold.write(DAYS);

    long questions =
        lake.read(lake.silver(POSTS.name())).where("post_type_id = 1 and tags is not null").count();
    assertThat(sum(lake, LakeName.QUESTIONS_BY_TAG, "questions"))
        .isGreaterThan(questions)
        .isEqualTo(tagsOfQuestions(lake));
    assertThat(sum(lake, LakeName.USERS_ACTIVITY, "posts"))
        .isEqualTo(lake.read(lake.silver(POSTS.name())).where("owner_user_id <= 3000").count())
        .isPositive();
    assertThat(sum(lake, LakeName.USERS_ACTIVITY, "posts"))
        .isEqualTo(
            sum(lake, LakeName.USERS_ACTIVITY, "questions")
                + sum(lake, LakeName.USERS_ACTIVITY, "answers"));
    assertThat(lake.text(LakeName.TABLES_CSV.lakeName()).orElseThrow().lines())
        .contains(
            "table,version,rows",
            "silver/%s,%d,%d"
                .formatted(
                    POSTS.name(),
                    lake.version(lake.silver(POSTS.name())),
                    lake.read(lake.silver(POSTS.name())).count()));

    List<Row> before = rows(lake);
    gold.write(Days.of(FIRST));
    assertThat(rows(lake)).isEqualTo(before);
    maintenanceDeletesOldBronzeOnly(files, before);
    olderTablesAreVacuumed(files);
  }

  private static void maintenanceDeletesOldBronzeOnly(LakeFolder files, List<Row> before) {
    LakeRoot lake = files.lake();
    long silver = lake.read(lake.silver(POSTS.name())).count();

    new Maintenance(lake, files.progress(), Clock.systemUTC())
        .run(MaintainedTable.ofLakehouse(FIRST.plusDays(1)));

    assertThat(lake.read(lake.bronze(POSTS.name())).select("_day").distinct().collectAsList())
        .extracting(row -> row.getDate(0).toLocalDate())
        .containsExactly(FIRST.plusDays(1));
    assertThat(lake.read(lake.silver(POSTS.name())).count()).isEqualTo(silver);
    assertThat(rows(lake)).isEqualTo(before);
    assertThat(files.notes())
        .anyMatch(
            note ->
                note.matches(
                    "silver/.*posts: version \\d+, 1 files, younger than 7 days, so no file is"
                        + " deleted\\."));
    assertThat(vacuums(files)).isZero();
  }

  /** Eight days later, the same tables have old files. */
  private static void olderTablesAreVacuumed(LakeFolder files) {
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(8));
    new Maintenance(files.lake(), files.progress(), later)
        .run(MaintainedTable.ofLakehouse(FIRST.plusDays(1)));
    assertThat(files.notes()).anyMatch(note -> note.matches("silver/.*posts: .*, vacuumed\\."));
    assertThat(vacuums(files)).isOne();
  }

  private static long vacuums(LakeFolder files) {
    return DeltaTable.forPath(files.lake().session(), files.lake().silver(POSTS.name()))
        .history()
        .where("operation = 'VACUUM END'")
        .count();
  }

  private static long tagsOfQuestions(LakeRoot lake) {
    return lake.read(lake.silver(POSTS.name()))
        .where("post_type_id = 1")
        .selectExpr("size(array_distinct(split(trim(both '<>' from tags), '><'))) as tags")
        .selectExpr("sum(tags)")
        .head()
        .getLong(0);
  }

  private static List<Row> rows(LakeRoot lake) {
    return lake.read(lake.at(LakeName.QUESTIONS_BY_TAG)).orderBy("day", "tag").collectAsList();
  }

  private static long sum(LakeRoot lake, LakeName table, String column) {
    return lake.read(lake.at(table)).selectExpr("sum(" + column + ")").head().getLong(0);
  }
}
