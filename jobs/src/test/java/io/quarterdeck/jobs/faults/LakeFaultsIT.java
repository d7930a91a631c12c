package io.quarterdeck.jobs.faults;

import static io.quarterdeck.jobs.lake.LakeFolder.FIRST;
import static io.quarterdeck.jobs.lake.LakeFolder.POSTS;
import static io.quarterdeck.jobs.lake.LakeFolder.POST_TYPES;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.contract.CorrelationId;
import io.quarterdeck.contract.Days;
import io.quarterdeck.contract.LakeName;
import io.quarterdeck.contract.RestorePlan;
import io.quarterdeck.jobs.faults.KilledJob.Work;
import io.quarterdeck.jobs.lake.DeltaSession;
import io.quarterdeck.jobs.lake.LakeFolder;
import io.quarterdeck.jobs.rollback.LakeRestore;
import io.quarterdeck.jobs.silver.DayIngest;
import io.quarterdeck.jobs.topics.ResultFiles;
import io.quarterdeck.jobs.topics.Scoring;
import io.quarterdeck.jobs.topics.Training;
import io.quarterdeck.jobs.topics.TrainingSettings;
import io.quarterdeck.loader.history.LakeHistory;
import io.quarterdeck.loader.history.RollbackPlanner;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.testkit.TestJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the ingest of a day, the scoring of a day and a rollback: before each change of a file, and
 * at random times. The number of faults of each test is {@code -Dfaults=N}; if there are more
 * changes than that, they are selected at equal distances.
 */
@Tag("nightly")
class LakeFaultsIT {
  private static final LocalDate NEXT = FIRST.plusDays(1);
  private static final int ROWS = 150;
  private static final int RANDOM = 3;
  private static final int FAULTS = Integer.getInteger("faults", 12);

  /** Changes in this order. */
  private static final List<LakeName> TABLES =
      List.of(LakeName.QUESTION_TOPICS, LakeName.TOPIC_DRIFT, LakeName.TOPICS_OF_THE_DAY);

  private static final List<LakeName> CSV =
      List.of(LakeName.RESULT_CSV, LakeName.QUESTIONS_CSV, LakeName.DRIFT_CSV, LakeName.TOPICS_CSV);

  @TempDir private Path folder;

  @Test
  void aKilledMergeShowsTheEarlierOrTheNewDayAndAnotherIngestCompletesIt() throws Exception {
    Path template = Files.createDirectories(folder.resolve("template"));
    LakeFolder lake = new LakeFolder(template);
    lake.ingest(POSTS, FIRST, ROWS);
    lake.generate(POSTS, NEXT, ROWS, 8);
    List<String> before = silver(lake);
    Path reference = copy(template, "reference");
    int changes = changesOf(reference, Work.INGEST);
    List<String> after = silver(new LakeFolder(reference));
    assertThat(after).hasSizeGreaterThan(before.size());
    assertThat(changes).isGreaterThan(8);

    List<String> seen = new ArrayList<>();
    for (Fault fault : faults(changes)) {
      Path killed = copy(template, "killed");
      kill(killed, Work.INGEST, fault);
      LakeFolder rest = new LakeFolder(killed);
      List<String> found = silver(rest);
      assertThat(found).as(fault.toString()).isIn(before, after);
      seen.add(found.equals(before) ? "earlier" : "new");
      new DayIngest(rest.lake(), POSTS, Progress.silent()).ingest(NEXT, input(killed));
      assertThat(silver(rest)).as("rerun after %s", fault).isEqualTo(after);
      assertThat(rest.count(rest.lake().bronze(POSTS.name())))
          .as("bronze after %s", fault)
          .isEqualTo(2L * ROWS);
      delete(killed);
    }
    assertThat(seen).contains("earlier");
    System.out.println("ingest: " + changes + " changes; readers saw " + seen);
  }

  @Test
  void aKilledScoringShowsTheEarlierOrTheNewDayAndAnotherScoringCompletesIt() throws Exception {
    Path template = Files.createDirectories(folder.resolve("template"));
    LakeFolder lake = new LakeFolder(template);
    lake.ingest(POST_TYPES, FIRST, 8);
    lake.ingest(POSTS, FIRST, 400);
    lake.ingest(POSTS, NEXT, ROWS);
    new Training(lake.lake(), TrainingSettings.of(5), Progress.silent()).run("first");
    score(lake, FIRST);
    Map<String, List<String>> before = published(lake);
    Path reference = copy(template, "reference");
    int changes = changesOf(reference, Work.SCORE);
    Map<String, List<String>> after = published(new LakeFolder(reference));
    assertThat(changes).isGreaterThan(10);

    List<String> seen = new ArrayList<>();
    for (Fault fault : faults(changes)) {
      Path killed = copy(template, "killed");
      kill(killed, Work.SCORE, fault);
      LakeFolder rest = new LakeFolder(killed);
      Map<String, List<String>> found = published(rest);
      seen.add(state(found, before, after, fault));
      score(rest, NEXT);
      assertThat(published(rest)).as("another scoring after %s", fault).isEqualTo(after);
      delete(killed);
    }
    assertThat(seen).contains("earlier");
    System.out.println("scoring: " + changes + " changes; readers saw " + seen);
  }

  @Test
  void aKilledRollbackShowsTheNewOrTheEarlierDayAndAnotherRollbackCompletesIt() throws Exception {
    Path template = Files.createDirectories(folder.resolve("template"));
    LakeFolder lake = new LakeFolder(template);
    DeltaSession.correlate(lake.lake().session(), new CorrelationId("first"));
    lake.ingest(POST_TYPES, FIRST, 8);
    lake.ingest(POSTS, FIRST, 400);
    new Training(lake.lake(), TrainingSettings.of(5), Progress.silent()).run("first");
    score(lake, FIRST);
    Map<String, List<String>> earlier = publishedWithSilver(lake);
    DeltaSession.correlate(lake.lake().session(), new CorrelationId("second"));
    lake.ingest(POSTS, NEXT, ROWS);
    score(lake, NEXT);
    Map<String, List<String>> newDay = publishedWithSilver(lake);
    Path reference = copy(template, "reference");
    int changes = changesOf(reference, Work.ROLLBACK);
    assertThat(publishedWithSilver(new LakeFolder(reference))).isEqualTo(earlier);
    assertThat(changes).isGreaterThan(10);

    List<String> seen = new ArrayList<>();
    for (Fault fault : faults(changes)) {
      Path killed = copy(template, "killed");
      kill(killed, Work.ROLLBACK, fault);
      LakeFolder rest = new LakeFolder(killed);
      seen.add(rolledBack(publishedWithSilver(rest), newDay, earlier, fault));
      completeRollback(rest);
      assertThat(publishedWithSilver(rest))
          .as("another rollback after %s", fault)
          .isEqualTo(earlier);
      assertThat(rest.lake().text(LakeName.UNFINISHED_ROLLBACK.lakeName())).isEmpty();
      delete(killed);
    }
    assertThat(seen).contains("part of the tables");
    System.out.println("rollback: " + changes + " changes; readers saw " + seen);
  }

  /** As the command does: it completes the plan in the lake, else it makes one. */
  private static void completeRollback(LakeFolder lake) {
    RollbackPlanner planner = new RollbackPlanner(LakeHistory.read(lake.lake()));
    lake.lake()
        .text(LakeName.UNFINISHED_ROLLBACK.lakeName())
        .map(RestorePlan::parse)
        .map(planner::complete)
        .or(() -> planner.before("second"))
        .ifPresent(plan -> new LakeRestore(lake.lake(), Progress.silent()).run(plan));
  }

  /** The topics change first: who does not find the day in them, looks for it nowhere else. */
  private static String rolledBack(
      Map<String, List<String>> found,
      Map<String, List<String>> before,
      Map<String, List<String>> after,
      Fault fault) {
    found.forEach(
        (name, rows) ->
            assertThat(rows)
                .as("%s after %s", name, fault)
                .isIn(before.get(name), after.get(name)));
    if (found.equals(before)) {
      return "new";
    }
    String topics = LakeName.TOPICS_OF_THE_DAY.lakeName();
    assertThat(found.get(topics)).as(fault.toString()).isEqualTo(after.get(topics));
    return found.equals(after) ? "earlier" : "part of the tables";
  }

  private static Map<String, List<String>> publishedWithSilver(LakeFolder lake) {
    Map<String, List<String>> published = published(lake);
    published.put(POSTS.name(), silver(lake));
    return published;
  }

  /** Two days that are ingested at the same time change the same table. */
  @Test
  void twoIngestsAtOnceGiveTheRowsOfBoth() {
    LakeFolder one = new LakeFolder(folder.resolve("one"));
    LakeFolder both = new LakeFolder(folder.resolve("both"));
    for (LakeFolder lake : List.of(one, both)) {
      lake.ingest(POSTS, FIRST, ROWS);
    }
    List<LocalDate> days = List.of(NEXT, NEXT.plusDays(1));
    days.forEach(day -> one.ingest(POSTS, day, ROWS));
    List<CompletableFuture<Void>> running =
        days.stream()
            .map(
                day -> {
                  String input = both.generate(POSTS, day, ROWS, 7);
                  return CompletableFuture.runAsync(
                      () ->
                          new DayIngest(both.lake(), POSTS, Progress.silent()).ingest(day, input));
                })
            .toList();
    running.forEach(CompletableFuture::join);
    assertThat(silver(both)).isEqualTo(silver(one)).isNotEmpty();
    assertThat(both.count(both.lake().bronze(POSTS.name()))).isEqualTo(3L * ROWS);
  }

  /**
   * A place at which the process is killed.
   *
   * @param change the change before which it ends; 0 for a random time
   * @param milliseconds the time after the beginning
   */
  private record Fault(int change, int milliseconds) {}

  private static List<Fault> faults(int changes) {
    long seed = Long.getLong("faults.seed", System.nanoTime());
    System.out.println("lake faults: seed " + seed);
    Random random = new Random(seed);
    int most = Math.min(changes, FAULTS);
    return Stream.concat(
            IntStream.rangeClosed(1, most)
                .mapToObj(number -> new Fault((number * changes + most - 1) / most, 0)),
            IntStream.range(0, Math.min(RANDOM, FAULTS))
                .mapToObj(any -> new Fault(0, random.nextInt(8_000))))
        .toList();
  }

  private static String state(
      Map<String, List<String>> found,
      Map<String, List<String>> before,
      Map<String, List<String>> after,
      Fault fault) {
    found.forEach(
        (name, rows) ->
            assertThat(rows)
                .as("%s after %s", name, fault)
                .isIn(before.get(name), after.get(name)));
    if (found.equals(before)) {
      return "earlier";
    }
    List<String> names = new ArrayList<>(after.keySet());
    List<Boolean> changed =
        names.stream().map(name -> found.get(name).equals(after.get(name))).toList();
    // The topics are the last table: who finds them, finds what belongs to them.
    if (changed.get(TABLES.size() - 1)) {
      assertThat(changed.subList(0, TABLES.size())).as(fault.toString()).doesNotContain(false);
    }
    return found.equals(after) ? "new" : "part of the tables";
  }

  /** Returns the rows of the tables, and the lines of the CSV files, in the order of changes. */
  private static Map<String, List<String>> published(LakeFolder lake) {
    Map<String, List<String>> published = new LinkedHashMap<>();
    TABLES.forEach(
        table ->
            published.put(
                table.lakeName(),
                lake.lake().read(lake.lake().at(table)).collectAsList().stream()
                    .map(Row::mkString)
                    .sorted()
                    .toList()));
    CSV.forEach(
        file ->
            published.put(
                file.lakeName(), lake.lake().text(file.lakeName()).orElse("").lines().toList()));
    return published;
  }

  private static void score(LakeFolder lake, LocalDate day) {
    new Scoring(lake.lake(), Progress.silent()).run(Days.of(day));
    new ResultFiles(lake.lake()).write();
  }

  private static List<String> silver(LakeFolder lake) {
    return lake.silver(POSTS, "id", "_first_day", "_day", "_hash");
  }

  private static String input(Path lake) {
    return new LakeFolder(lake).landing(POSTS.name() + "-" + NEXT + "-8");
  }

  /** Runs the work without a fault. Returns the number of its changes. */
  private int changesOf(Path lake, Work work) throws IOException, InterruptedException {
    Process process = start(lake, work, 0);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      Optional<String> end = out.lines().filter(line -> line.startsWith("END ")).findFirst();
      assertThat(process.waitFor()).as(() -> errors()).isZero();
      return Integer.parseInt(end.orElseThrow().substring("END ".length()));
    }
  }

  private void kill(Path lake, Work work, Fault fault) throws IOException, InterruptedException {
    Process process = start(lake, work, fault.change());
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.lines().anyMatch("BEGIN"::equals)).as(() -> errors()).isTrue();
      if (fault.change() == 0) {
        process.waitFor(fault.milliseconds(), TimeUnit.MILLISECONDS);
        process.destroyForcibly();
      }
      int code = process.waitFor();
      // The work may have ended before the random time.
      assertThat(code)
          .as(() -> errors())
          .isIn(fault.change() == 0 ? List.of(137, 0) : List.of(137));
    }
  }

  private Process start(Path lake, Work work, int change) throws IOException {
    List<String> command = new ArrayList<>(TestJvm.command());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            KilledJob.class.getName(),
            lake.toString(),
            work.name(),
            NEXT.toString(),
            input(lake),
            Integer.toString(change)));
    return new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
  }

  private String errors() {
    try {
      return Files.readString(folder.resolve("err"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Each copy has its own path, because Delta keeps the state of a table by its path. */
  private Path copy(Path from, String name) throws IOException {
    Path to = Files.createTempDirectory(folder, name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(each -> !each.equals(from)).toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }

  private static void delete(Path lake) throws IOException {
    try (Stream<Path> files = Files.walk(lake)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
