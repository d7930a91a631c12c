package io.quarterdeck.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.databricks.sdk.service.jobs.RunNow;
import io.quarterdeck.azure.databricks.job.SampleDefinition;
import io.quarterdeck.e2e.Launcher.Ended;
import io.quarterdeck.e2e.airflow.AirflowPages;
import io.quarterdeck.jobs.generate.GeneratedPosts;
import io.quarterdeck.jobs.generate.PostFault;
import io.quarterdeck.local.process.Polling;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real Airflow on a local stack, as {@code local start --airflow} starts it: the DAG runs the
 * pipelines for eight days with a Monday, and the pipelines start the jobs on Spark. The source
 * delivers the posts of each day before its run.
 */
@Tag("nightly")
class LakehouseAirflowIT {
  private static final String DAG = "quarterdeck_lakehouse";
  private static final int POSTS = 300;
  private static final LocalDate BEFORE = LocalDate.of(2026, 1, 3);
  private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);
  private static final List<LocalDate> DAYS =
      Stream.iterate(BEFORE.plusDays(1), day -> day.plusDays(1)).limit(8).toList();

  /** Generous, because a busy machine starts the processes of Airflow and Spark slowly. */
  private static final int LIMIT_SECONDS = 900;

  @TempDir private Path folder;

  @Test
  void thePostsOfEightDaysAreInSilverAndAMondayHasTheTablesToo() throws Exception {
    hasAirflow();
    Launcher launcher = new Launcher(Files.createDirectories(folder.resolve("state")));
    try {
      run(launcher, bootstrap());
      LocalStackStatus status = LocalStackStatus.of(launcher);
      generate(status.databricks());
      Ended started =
          launcher.run(
              Map.of("QUARTERDECK_CHECK_SECONDS", "2", "QUARTERDECK_RETRY_SECONDS", "5"),
              "local",
              "start",
              "--airflow",
              "--json");
      assertThat(started.exitCode()).as(started.error()).isZero();
      AirflowPages airflow = new AirflowPages(pages(started));
      for (LocalDate day : DAYS) {
        deliver(status, day);
        run(airflow, day);
      }
      everyDayIsInTheLake(status);
      run(launcher, "local", "stop");
      assertThat(Polling.await("stop Airflow", 60, () -> !answers(airflow))).isTrue();
    } finally {
      launcher.reset();
    }
  }

  private static void hasAirflow() throws Exception {
    String python =
        Optional.ofNullable(System.getenv("QUARTERDECK_AIRFLOW_PYTHON")).orElse("python3");
    boolean exists =
        new ProcessBuilder(python, "-c", "import airflow.providers.microsoft.azure")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor()
            == 0;
    String advice =
        "Airflow is missing: python3 -m pip install --requirement"
            + " lakehouse/airflow/requirements.txt, or set QUARTERDECK_AIRFLOW_PYTHON to a Python"
            + " that has it";
    if ("true".equals(System.getenv("CI"))) {
      assertThat(exists).as(advice).isTrue();
    }
    assumeTrue(exists, advice);
  }

  private Object[] bootstrap() {
    return new Object[] {
      "bootstrap",
      "--systems",
      "lakehouse",
      "--first-day",
      BEFORE,
      "--days",
      1,
      "--posts",
      POSTS,
      "--users",
      POSTS,
      "--report",
      folder.resolve("topics.html")
    };
  }

  private static Ended run(Launcher launcher, Object... words) throws Exception {
    Ended ended = launcher.run(words);
    assertThat(ended.exitCode()).as(ended.out() + ended.error()).isZero();
    return ended;
  }

  private static URI pages(Ended started) {
    Matcher url = Pattern.compile("\"airflow\":\"([^\"]+)\"").matcher(started.out());
    assertThat(url.find()).as(started.out()).isTrue();
    return URI.create(url.group(1));
  }

  private static boolean answers(AirflowPages airflow) {
    try {
      airflow.state(DAG, run(MONDAY));
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** Generates the posts of all days with the job that bootstrap registered. */
  private static void generate(WorkspaceClient databricks) throws Exception {
    BaseJob job =
        databricks
            .jobs()
            .list(new ListJobsRequest().setName(SampleDefinition.NAME))
            .iterator()
            .next();
    databricks
        .jobs()
        .runNow(
            new RunNow()
                .setJobId(job.getJobId())
                .setJobParameters(
                    Map.of(
                        SampleDefinition.DAYS,
                        DAYS.stream().map(LocalDate::toString).collect(Collectors.joining(",")),
                        SampleDefinition.ROWS,
                        Integer.toString(POSTS),
                        SampleDefinition.SEED,
                        "42",
                        SampleDefinition.OUTPUT,
                        "generated/airflow")))
        .get();
  }

  /** Delivers the posts of a day, and then the mark, as the source does. */
  private static void deliver(LocalStackStatus status, LocalDate day) {
    BlobContainerClient landing = status.container("landing");
    String from = "generated/airflow/" + day + "/";
    for (String name : status.blobs("landing", from)) {
      if (name.endsWith(".parquet")) {
        landing
            .getBlobClient("Posts_today/" + name.substring(from.length()))
            .upload(landing.getBlobClient(name).downloadContent(), true);
      }
    }
    landing.getBlobClient("Posts_today/_SUCCESS").upload(BinaryData.fromBytes(new byte[0]), true);
  }

  private static String run(LocalDate day) {
    return "day-" + day;
  }

  private static void run(AirflowPages airflow, LocalDate day) throws Exception {
    airflow.start(DAG, run(day), day + "T06:00:00Z");
    assertThat(
            Polling.await(
                "wait for the run of " + day,
                LIMIT_SECONDS,
                () -> List.of("success", "failed").contains(airflow.state(DAG, run(day)))))
        .isTrue();
    assertThat(airflow.state(DAG, run(day))).as(day.toString()).isEqualTo("success");
  }

  private static void everyDayIsInTheLake(LocalStackStatus status) {
    long posts =
        Stream.concat(Stream.of(BEFORE), DAYS.stream())
            .mapToLong(LakehouseAirflowIT::accepted)
            .sum();
    assertThat(file(status, "BI/tables.csv"))
        .containsPattern("silver/stackoverflow-posts,\\d+," + posts + "\n");
    List<String> counted =
        file(status, "BI/topics_by_day.csv")
            .lines()
            .skip(1)
            .map(line -> line.substring(0, line.indexOf(',')))
            .distinct()
            .toList();
    assertThat(counted)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(0, ChronoUnit.DAYS.between(BEFORE, DAYS.get(7)))
                .mapToObj(BEFORE::plusDays)
                .map(LocalDate::toString)
                .toList());
    assertThat(status.blobs("landing", "users/"))
        .filteredOn(name -> name.endsWith("manifest.json"))
        .containsExactly(
            "users/" + BEFORE + "/manifest.json", "users/" + MONDAY + "/manifest.json");
    assertThat(status.blobs("landing", "Posts_today/")).isEmpty();
  }

  /** Returns the number of posts of a day that are neither quarantined nor a duplicate. */
  private static long accepted(LocalDate day) {
    GeneratedPosts posts = new GeneratedPosts(42, day);
    return LongStream.range(0, POSTS)
        .filter(row -> posts.fault(row) != PostFault.SHIFTED_COLUMNS)
        .filter(row -> posts.fault(row) != PostFault.DUPLICATE_ID)
        .count();
  }

  private static String file(LocalStackStatus status, String path) {
    return status.container("lake").getBlobClient(path).downloadContent().toString();
  }
}
