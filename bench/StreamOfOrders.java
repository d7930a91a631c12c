import io.quarterdeck.contract.LostEvents;
import io.quarterdeck.contract.StreamTrigger;
import io.quarterdeck.jobs.lake.DeltaSession;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.stream.BronzeStream;
import io.quarterdeck.jobs.stream.HubSource;
import io.quarterdeck.jobs.stream.SilverStream;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.stream.OrderPipeline;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Computes gold from the events of a hub, in one Spark session on a local folder. Prints {@code STEP
 * name seconds} for each step, and {@code SALES orders amount} with the sums of {@code
 * sales_by_hour}. The arguments are the project folder, a work folder and the connection string of
 * the hub.
 */
public final class StreamOfOrders {
  private StreamOfOrders() {}

  public static void main(String[] arguments) throws Exception {
    long begun = System.nanoTime();
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[*]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "8")
            .config("spark.log.level", "ERROR");
    DeltaSession.settings().forEach(builder::config);
    try (SparkSession spark = builder.getOrCreate()) {
      LakeRoot lake = new LakeRoot(DeltaSession.of(spark), Path.of(arguments[1]).toUri());
      OrderPipeline pipeline = OrderPipeline.in(Path.of(arguments[0]));
      step("start", begun);
      long bronze = System.nanoTime();
      new BronzeStream(lake, hub(arguments[2]), "bench", Progress.silent())
          .run(StreamTrigger.AVAILABLE_NOW, LostEvents.REFUSE);
      step("bronze", bronze);
      long silver = System.nanoTime();
      new SilverStream(lake, pipeline, "bench", Progress.silent()).run(StreamTrigger.AVAILABLE_NOW);
      step("silver+gold", silver);
      System.out.println(
          lake.read(lake.at("gold/sales_by_hour"))
              .selectExpr("concat('SALES ', sum(orders), ' ', sum(amount))")
              .head()
              .getString(0));
    }
  }

  private static HubSource hub(String connection) {
    String topic = connection.substring(connection.indexOf("EntityPath=") + "EntityPath=".length());
    return new HubSource("", topic, "", Optional.of(connection));
  }

  private static void step(String name, long begun) {
    System.out.printf("STEP %s %.2f%n", name, (System.nanoTime() - begun) / 1e9);
  }
}
