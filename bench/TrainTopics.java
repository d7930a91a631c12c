import io.quarterdeck.jobs.lake.DeltaSession;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.silver.DayIngest;
import io.quarterdeck.jobs.topics.Training;
import io.quarterdeck.jobs.topics.TrainingSettings;
import io.quarterdeck.loader.dataset.LakeDatasetFile;
import io.quarterdeck.loader.progress.Progress;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;

/**
 * Ingests the posts of a day from local folders, and trains a model in each. The arguments are the
 * folder of the dataset files, the number of topics, and the folders of the lakes, which contain
 * {@code landing/DATASET/DAY}.
 */
public final class TrainTopics {
  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

  public static void main(String[] arguments) throws Exception {
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[*]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.log.level", "ERROR");
    DeltaSession.settings().forEach(builder::config);
    try (SparkSession spark = builder.getOrCreate()) {
      for (int i = 2; i < arguments.length; i++) {
        Path folder = Path.of(arguments[i]);
        LakeRoot lake = new LakeRoot(DeltaSession.of(spark), folder.toUri());
        for (String dataset : new String[] {"stackoverflow-posts", "stackoverflow-post-types"}) {
          new DayIngest(
                  lake,
                  LakeDatasetFile.read(Path.of(arguments[0], dataset + ".yaml")),
                  Progress.silent())
              .ingest(DAY, folder.resolve("landing/" + dataset + "/" + DAY).toUri().toString());
        }
        new Training(
                lake, TrainingSettings.of(Integer.parseInt(arguments[1])), Progress.silent())
            .run("bench");
      }
    }
  }

  private TrainTopics() {}
}
