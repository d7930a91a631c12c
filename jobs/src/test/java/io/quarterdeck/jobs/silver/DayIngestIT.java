package io.quarterdeck.jobs.silver;

import static io.quarterdeck.jobs.lake.LakeFolder.FIRST;
import static io.quarterdeck.jobs.lake.LakeFolder.POSTS;
import static io.quarterdeck.jobs.lake.LakeFolder.POST_TYPES;
import static io.quarterdeck.jobs.lake.LakeFolder.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarterdeck.contract.CorrelationId;
import io.quarterdeck.contract.LakeName;
import io.quarterdeck.jobs.generate.GeneratedDay;
import io.quarterdeck.jobs.generate.GeneratedPosts;
import io.quarterdeck.jobs.generate.PostFault;
import io.quarterdeck.jobs.lake.DeltaSession;
import io.quarterdeck.jobs.lake.LakeFolder;
import io.quarterdeck.loader.dataset.LakeDataset;
import io.quarterdeck.loader.dataset.SourceDatasetFile;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests bronze to silver on Delta in a local folder. */
class DayIngestIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long ROWS = 400;
  private static final GeneratedPosts FIRST_DAY = new GeneratedPosts(7, FIRST);

  @TempDir private Path folder;
  private LakeFolder lake;

  @BeforeEach
  void create() {
    lake = new LakeFolder(folder);
  }

  @Test
  void aManifestNamesTheFilesOfTheDayAndCommitsHaveTheCorrelationId() throws Exception {
    String landing = lake.landing("PostTypes/" + FIRST);
    new GeneratedDay(lake.lake().session(), POST_TYPES.name(), 1)
        .write(FIRST, 8, landing + "/run-1");
    new LandedDay(FIRST.toString(), "run-1", 9, 1).write(lake.lake().files(), landing);
    assertThatThrownBy(() -> lake.ingest(POST_TYPES, FIRST, landing))
        .hasMessage(
            "Cannot ingest stackoverflow-post-types of 2026-01-01: found 8 rows in the files of the"
                + " copy run-1; expected the 9 rows of its manifest. Nothing was changed. Copy the"
                + " day again.");
    new LandedDay(FIRST.toString(), "run-1", 8, 1).write(lake.lake().files(), landing);
    DeltaSession.correlate(lake.lake().session(), new CorrelationId("run-7"));
    assertThat(lake.ingest(POST_TYPES, FIRST, landing).accepted()).isEqualTo(8);
    for (String table : List.of("bronze/", "silver/")) {
      assertThat(lake.commitNotes(table + POST_TYPES.name())).containsOnly("run-7");
    }
    assertThatThrownBy(() -> lake.ingest(POST_TYPES, FIRST.plusDays(1), landing))
        .hasMessageContaining("found the day 2026-01-01 in ");
  }

  @Test
  void aDayOfCsvIsReadAsTextAndConverted() throws IOException {
    LakeDataset stores =
        (LakeDataset) SourceDatasetFile.read(Path.of("../streaming/datasets/retail-stores.yaml"));
    Path csv = Files.createDirectories(Path.of(URI.create(lake.landing("stores"))));
    Files.writeString(
        csv.resolve("stores.csv"),
        """
        name,store_id,city,country,opened,closed
        "Bahnhof, ""Süd""\",1,"Köln
        Mitte",DE,2019-04-01,
        Plaza,2,Sevilla,ES,2020-02-30,
        Gare,3,Lyon,France,2021-05-06,2024-01-31
        """);
    assertThatThrownBy(() -> lake.ingest(stores, FIRST, csv.toUri().toString()))
        .hasMessageContaining("found no _SUCCESS in");
    Files.createFile(csv.resolve("_SUCCESS"));

    Ingested ingested = lake.ingest(stores, FIRST, csv.toUri().toString());

    assertThat(ingested.rows()).isEqualTo(3);
    assertThat(lake.silver(stores, "store_id", "name", "city", "opened", "closed"))
        .containsExactly("1Bahnhof, \"Süd\"Köln\nMitte2019-04-01null");
    assertThat(ingested.quarantined()).isEqualTo(2);
  }

  @Test
  void rowsWithShiftedColumnsAreQuarantinedAndTextsNullAreReadAsMissing() {
    Ingested day = lake.ingest(POSTS, FIRST, ROWS);
    long shifted = planted(PostFault.SHIFTED_COLUMNS);
    long twice = planted(PostFault.DUPLICATE_ID);
    assertThat(shifted).isPositive();
    assertThat(twice).isPositive();
    assertThat(planted(PostFault.NULL_VALUE)).isPositive();
    assertThat(day)
        .isEqualTo(
            new Ingested(
                ROWS, ROWS - shifted - twice, shifted, twice, day.nullValues(), List.of()));
    assertThat(day.nullValues()).isGreaterThan(planted(PostFault.NULL_VALUE));
    assertThat(lake.silver(POSTS, "count(*)", "count_if(title = 'NULL' or tags = 'NULL')"))
        .containsExactly((ROWS - shifted - twice) + "0");
    assertThat(lake.notes())
        .contains(
            day.nullValues() + " fields contain a text that stands for a missing value (NULL).");
    String reasons =
        lake.lake()
            .read(lake.lake().quarantine(POSTS.name()))
            .select("reason")
            .collectAsList()
            .toString();
    assertThat(reasons)
        .contains("post_type_id is '&nbsp;'; expected bigint")
        .contains("creation_date is '<")
        .contains("creation_date is missing");
    // The newest of two rows with the same id is kept.
    assertThat(lake.silver(POSTS, "count_if(score = -99)")).containsExactly("0");
  }

  @Test
  @Tag("nightly")
  void theSameDayTwiceAndDaysOutOfOrderGiveTheSameRows() {
    for (int day : new int[] {1, 0, 1}) {
      lake.ingest(POSTS, FIRST.plusDays(day), 30);
    }
    LakeFolder inOrder = new LakeFolder(folder.resolve("in-order"));
    for (int day : new int[] {0, 1}) {
      inOrder.ingest(POSTS, FIRST.plusDays(day), 30);
    }
    String[] columns = {"id", "_first_day", "_day", "_hash"};
    assertThat(lake.silver(POSTS, columns)).isEqualTo(inOrder.silver(POSTS, columns)).isNotEmpty();
    assertThat(lake.count(lake.lake().bronze(POSTS.name()))).isEqualTo(60);
  }

  @Test
  void theNewestSnapshotWinsAndReadersSeeTheOldOrTheNewOne() {
    lake.ingest(USERS, FIRST.plusDays(7), 50);
    List<String> newest = lake.silver(USERS, "id", "reputation", "location", "_day");
    lake.ingest(USERS, FIRST, 80);
    assertThat(lake.notes())
        .contains(
            "The copy of stackoverflow-users of 2026-01-01 is older than that of 2026-01-08. Silver"
                + " was not changed.");
    lake.ingest(USERS, FIRST.plusDays(7), 50);
    assertThat(lake.silver(USERS, "id", "reputation", "location", "_day")).isEqualTo(newest);

    List<String> seen = whileReading(() -> lake.ingest(USERS, FIRST.plusDays(14), 55));
    assertThat(seen).isNotEmpty().isSubsetOf("2026-01-082026-01-0850", "2026-01-152026-01-1555");
    List<String> later = lake.silver(USERS, "id", "reputation", "location", "_day");
    assertThat(later).hasSize(55).doesNotContainAnyElementsOf(newest);
  }

  @Test
  @Tag("nightly")
  void repairedRowsAreAddedByAReplay() throws IOException {
    lake.ingest(POSTS, FIRST, 100);
    List<Row> waiting =
        lake.lake().read(lake.lake().quarantine(POSTS.name())).orderBy("id").collectAsList();
    assertThat(waiting).isNotEmpty();
    long before = lake.count(lake.lake().silver(POSTS.name()));
    WaitingRows list = new WaitingRows(lake.lake(), POSTS.name());
    list.write();
    List<JsonNode> listed = waitingRows();
    assertThat(listed).hasSize(waiting.size());
    ObjectNode line = (ObjectNode) listed.get(0);
    String first = line.path("id").asText();
    assertThat(line.path("day").asText()).isEqualTo(FIRST.toString());
    assertThat(line.path("reason").asText()).isNotEmpty();
    assertThat(line.path("row").has("title")).isTrue();
    ((ObjectNode) line.path("row"))
        .put("id", "990")
        .put("post_type_id", "1")
        .put("title", "Repaired")
        .put("body", "<p>x</p>")
        .put("tags", "<java>")
        .put("creation_date", "2026-01-01 10:00:00");
    Path repaired = Files.createDirectories(folder.resolve("repaired"));
    Files.writeString(repaired.resolve("rows.json"), line + "\n");
    Replay replay = new Replay(lake.lake(), POSTS, lake.progress());
    assertThat(replay.run(repaired.toUri().toString())).isEqualTo(new Replayed(1, 0));
    assertThat(lake.count(lake.lake().silver(POSTS.name()))).isEqualTo(before + 1);

    // The day again neither removes the repaired row nor asks for its repair again.
    lake.ingest(POSTS, FIRST, 100);
    assertThat(lake.silver(POSTS, "id", "title")).contains("990Repaired");
    assertThat(new Quarantine(lake.lake(), POSTS.name()).waiting().count())
        .isEqualTo(waiting.size() - 1L);
    list.write();
    assertThat(waitingRows())
        .hasSize(waiting.size() - 1)
        .noneMatch(row -> row.path("id").asText().equals(first));
    assertThatThrownBy(() -> replay.run(repaired.toUri().toString()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("found the ids [" + first + "]");
  }

  /** Returns the lines of the file for programs that cannot read Delta tables. */
  private List<JsonNode> waitingRows() throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line :
        lake.lake().text(LakeName.waitingRows(POSTS.name())).orElseThrow().lines().toList()) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  @Test
  void aNewColumnIsAddedAndAnnouncedAndAChangedTypeIsRefused() {
    lake.ingest(POST_TYPES, FIRST, 8);
    String next = lake.landing("next");
    lake.lake()
        .session()
        .read()
        .parquet(lake.landing("stackoverflow-post-types-2026-01-01-7"))
        .withColumn("description", functions.concat(functions.lit("about "), functions.col("type")))
        .write()
        .parquet(next);
    assertThat(lake.ingest(POST_TYPES, FIRST.plusDays(1), next).newColumns())
        .containsExactly("description");
    assertThat(lake.notes())
        .contains(
            "The column description is new in stackoverflow-post-types of 2026-01-02. Rows of"
                + " earlier days have no value in it.");
    assertThat(lake.silver(POST_TYPES, "id", "description")).contains("1about Question");

    String changed = lake.landing("changed");
    lake.lake()
        .session()
        .read()
        .parquet(next)
        .withColumn("description", functions.lit(5))
        .write()
        .parquet(changed);
    assertThatThrownBy(() -> lake.ingest(POST_TYPES, FIRST.plusDays(2), changed))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot ingest stackoverflow-post-types: found column description of type INT; expected"
                + " STRING, as in earlier days. Nothing was changed. Correct the source, or give"
                + " the column another name.");
    String dated = lake.landing("dated");
    lake.lake()
        .session()
        .read()
        .parquet(next)
        .withColumn("id", functions.current_date())
        .write()
        .parquet(dated);
    assertThatThrownBy(() -> lake.ingest(POST_TYPES, FIRST.plusDays(2), dated))
        .hasMessageStartingWith(
            "Cannot ingest stackoverflow-post-types: found column id of type DATE; expected INT or"
                + " STRING.");
  }

  @Test
  void aDayThatViolatesAStrictExpectationOrIsIncompleteChangesNothing() throws IOException {
    lake.ingest(POST_TYPES, FIRST, 8);
    long version = lake.lake().version(lake.lake().silver(POST_TYPES.name()));
    String bad = lake.landing("bad");
    lake.lake().session().sql("select '9' id, ' ' type").write().parquet(bad);
    assertThatThrownBy(() -> lake.ingest(POST_TYPES, FIRST.plusDays(1), bad))
        .hasMessage(
            "Cannot ingest stackoverflow-post-types: found 1 rows that violate 'the type has a"
                + " name' (length(trim(type)) > 0); expected none. Silver was not changed. Correct"
                + " the source, then run the ingest again.");
    String posts = lake.generate(POSTS, FIRST, 5, 1);
    assertThat(Files.deleteIfExists(Path.of(java.net.URI.create(posts)).resolve("_SUCCESS")))
        .isTrue();
    assertThatThrownBy(() -> lake.ingest(POSTS, FIRST, posts))
        .hasMessageContaining("found no _SUCCESS in " + posts);
    assertThatThrownBy(() -> lake.ingest(POSTS, FIRST, lake.landing("nothing")))
        .hasMessageContaining("found no Parquet file in");
    assertThat(lake.lake().exists(lake.lake().bronze(POSTS.name()))).isFalse();
    assertThat(lake.lake().version(lake.lake().silver(POST_TYPES.name()))).isEqualTo(version);
  }

  /** Returns what a reader of silver sees again and again during a change. */
  private List<String> whileReading(Runnable change) {
    List<String> seen = new ArrayList<>();
    CompletableFuture<Void> changed = CompletableFuture.runAsync(change);
    do {
      seen.addAll(lake.silver(USERS, "min(_day)", "max(_day)", "count(*)"));
    } while (!changed.isDone());
    changed.join();
    seen.addAll(lake.silver(USERS, "min(_day)", "max(_day)", "count(*)"));
    return seen;
  }

  private static long planted(PostFault fault) {
    return LongStream.range(0, ROWS).filter(row -> FIRST_DAY.fault(row) == fault).count();
  }
}
