import io.quarterdeck.contract.Days;
import io.quarterdeck.jobs.generate.GeneratedDay;
import io.quarterdeck.jobs.gold.GoldTables;
import io.quarterdeck.jobs.lake.DeltaSession;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.silver.DayIngest;
import io.quarterdeck.jobs.topics.ResultFiles;
import io.quarterdeck.jobs.topics.Scoring;
import io.quarterdeck.jobs.topics.Training;
import io.quarterdeck.jobs.topics.TrainingSettings;
import io.quarterdeck.loader.dataset.LakeDatasetFile;
import io.quarterdeck.loader.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;

/**
 * A day of generated posts, from the landed files to the topics, in one Spark session on a local
 * folder. Prints {@code STEP name seconds} for each step, and {@code PEAK} with the peak resident
 * size of the process in MiB. The arguments are the folder of the dataset files, a work folder and
 * the number of posts, of which three fifths are questions.
 */
public final class DayOfPosts {
  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
  private static final String POSTS = "stackoverflow-posts";
  private static final String TYPES = "stackoverflow-post-types";
  private static final String USERS = "stackoverflow-users";

  private final Path datasets;
  private final Path landing;
  private final LakeRoot lake;

  private DayOfPosts(Path datasets, Path work, SparkSession spark) {
    this.datasets = datasets;
    this.landing = work.resolve("landing");
    this.lake = new LakeRoot(DeltaSession.of(spark), work.resolve("lake").toUri());
  }

  public static void main(String[] arguments) throws Exception {
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[*]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.log.level", "ERROR");
    DeltaSession.settings().forEach(builder::config);
    try (SparkSession spark = builder.getOrCreate()) {
      new DayOfPosts(Path.of(arguments[0]), Path.of(arguments[1]), spark)
          .run(Long.parseLong(arguments[2]));
    }
    Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .forEach(line -> System.out.println("PEAK " + line.replaceAll("\\D", "")));
  }

  private void run(long posts) {
    generate(POSTS, posts);
    generate(TYPES, 8);
    generate(USERS, 5_000);
    ingest(TYPES);
    ingest(USERS);
    step("ingest", () -> ingest(POSTS));
    step("gold", () -> new GoldTables(lake, Progress.silent()).write(Days.of(DAY)));
    step(
        "train",
        () -> new Training(lake, TrainingSettings.of(20), Progress.silent()).run("bench"));
    step(
        "score",
        () -> {
          new Scoring(lake, Progress.silent()).run(Days.of(DAY));
          new ResultFiles(lake).write();
        });
  }

  private void generate(String dataset, long rows) {
    new GeneratedDay(lake.session(), dataset, 42).write(DAY, rows, folder(dataset));
  }

  private void ingest(String dataset) {
    new DayIngest(
            lake, LakeDatasetFile.read(datasets.resolve(dataset + ".yaml")), Progress.silent())
        .ingest(DAY, folder(dataset));
  }

  private String folder(String dataset) {
    return landing.resolve(dataset).toUri().toString();
  }

  private static void step(String name, Runnable work) {
    long started = System.nanoTime();
    work.run();
    System.out.printf("STEP %s %.2f%n", name, (System.nanoTime() - started) / 1e9);
  }
}
