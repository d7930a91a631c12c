package io.quarterdeck.local.datafactory;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.quarterdeck.azure.datafactory.PipelineRuns.Finished;
import io.quarterdeck.azure.datafactory.PipelineRuns.JobDisplay;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.NeedsSharedTestStack;
import io.quarterdeck.local.SharedTestStack;
import io.quarterdeck.local.process.Polling;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ends the daily pipeline at each activity and at random times, as a cancellation does. Each day
 * has another number of posts, so that a mixture of two deliveries has a wrong number.
 */
@Tag("nightly")
@NeedsNode
@ExtendWith(NeedsSharedTestStack.class)
class CopyFaultsIT {
  private static final String DAY = "2026-01-06";
  private static final String PIPELINE = "copyPostsEveryday";
  private static final List<String> ACTIVITIES =
      List.of(
          "Find _SUCCESS",
          "List Posts",
          "Copy to Archive",
          "List changed Posts",
          "Copy Posts",
          "List copied Posts",
          "Publish Posts",
          "Delete _SUCCESS",
          "CleanFolder");
  private static final int RANDOM = 6;

  private static FactoryOnStack factory;

  @TempDir private Path folder;

  @BeforeAll
  static void create(SharedTestStack shared) throws SQLException {
    factory = FactoryOnStack.create(shared);
    factory.publish();
  }

  @Test
  void readersSeeTheEarlierOrTheNewDeliveryAndNoFileIsLostOrArchivedTwice() throws Exception {
    factory.clear();
    long seed = Long.getLong("faults.seed", System.nanoTime());
    System.out.println("copy faults: seed " + seed);
    Random random = new Random(seed);
    List<String> places = new ArrayList<>(ACTIVITIES);
    for (int i = 0; i < RANDOM; i++) {
      places.add("");
    }
    int before = 0;
    for (String place : places) {
      int rows = before + 1;
      factory.deliver(FactoryOnStack.posts(folder, rows));
      String id = factory.runs().start(PIPELINE, Map.of("day", DAY));
      await(id, place, random);
      factory.runs().cancel(id);
      factory.runs().follow(id, JobDisplay.NONE, Progress.silent());
      String where = "ended at " + (place.isEmpty() ? "a random time" : place);
      assertThat(published()).as(where).isIn(before, rows);
      assertThat(kept()).as(where).contains(rows);
      finish(where, rows);
      before = rows;
    }
  }

  /**
   * The file becomes longer at each activity. Either nothing is published, or what is archived. The
   * longer file is never deleted.
   */
  @Test
  void aFileThatGrowsIsPublishedAsItIsArchivedAndIsNeverDeleted() throws Exception {
    Random random = new Random(Long.getLong("faults.seed", System.nanoTime()));
    List<String> seen = new ArrayList<>();
    int rows = 0;
    for (String place : Stream.concat(ACTIVITIES.stream(), Stream.of("", "", "")).toList()) {
      factory.clear();
      rows += 2;
      factory.deliver(FactoryOnStack.posts(folder, rows));
      factory.awaitLaterThanTheMark();
      byte[] longer = FactoryOnStack.posts(folder, rows + 1);
      String id = factory.runs().start(PIPELINE, Map.of("day", DAY));
      await(id, place, random);
      factory.upload("Posts_today/part-0.parquet", longer);
      Finished finished = factory.runs().follow(id, JobDisplay.NONE, Progress.silent());
      String where = "grown at " + (place.isEmpty() ? "a random time" : place);
      seen.add(finished.status());
      if (finished.isSuccess()) {
        assertThat(archived()).as(where).containsExactly(rows);
        assertThat(published()).as(where).isEqualTo(rows);
      } else {
        assertThat(finished.message()).as(where).contains("Posts_today changed after its _SUCCESS");
        assertThat(archived()).as(where).isEmpty();
        assertThat(published()).as(where).isZero();
      }
      assertThat(kept()).as(where).contains(rows + 1);
      factory.deliver(longer);
      finish(where, rows + 1);
    }
    assertThat(seen).contains("Succeeded", "Failed");
  }

  private static void await(String id, String activity, Random random) {
    if (activity.isEmpty()) {
      new CompletableFuture<Void>()
          .completeOnTimeout(null, random.nextInt(3_000), TimeUnit.MILLISECONDS)
          .join();
      return;
    }
    assertThat(
            Polling.await(
                "wait for " + activity,
                120,
                () ->
                    factory.activities(id).containsKey(activity)
                        || !factory.runs().active(PIPELINE, Map.of("day", DAY)).isPresent()))
        .isTrue();
  }

  /**
   * Runs the pipeline again. Only if the first run had deleted the mark of the source after it
   * published and archived the day, there is nothing left to do.
   */
  private void finish(String where, int rows) throws Exception {
    boolean marked = factory.files("Posts_today/").contains("Posts_today/_SUCCESS");
    Finished again =
        factory
            .runs()
            .follow(
                factory.runs().start(PIPELINE, Map.of("day", DAY)),
                JobDisplay.NONE,
                Progress.silent());
    assertThat(again.isSuccess()).as("%s: %s", where, again.runs()).isEqualTo(marked);
    assertThat(published()).as(where).isEqualTo(rows);
    assertThat(archived()).as(where).containsOnlyOnce(rows);
  }

  /** Returns the number of posts that a reader of the manifest finds; 0 without a manifest. */
  private int published() throws Exception {
    if (factory.files("posts/" + DAY + "/manifest.json").isEmpty()) {
      return 0;
    }
    JsonObject manifest = factory.manifest("posts", DAY);
    int rows = 0;
    for (String name : factory.files("posts/" + DAY + "/" + manifest.get("run").getAsString())) {
      rows += rows(name);
    }
    assertThat(rows).isEqualTo(manifest.get("rows").getAsInt());
    return rows;
  }

  /** Returns the sizes of all deliveries that are at the source or in the archive. */
  private Set<Integer> kept() throws Exception {
    Set<Integer> kept = new TreeSet<>(archived());
    for (String name : factory.files("Posts_today/")) {
      if (name.endsWith(".parquet")) {
        kept.add(rows(name));
      }
    }
    return kept;
  }

  private List<Integer> archived() throws Exception {
    List<Integer> archived = new ArrayList<>();
    for (String name : factory.files("Archive/posts/" + DAY + "/")) {
      if (name.endsWith(".parquet")) {
        archived.add(rows(name));
      }
    }
    return archived;
  }

  private int rows(String name) throws Exception {
    return FactoryOnStack.rows(
        folder, factory.landing().getBlobClient(name).downloadContent().toBytes());
  }
}
