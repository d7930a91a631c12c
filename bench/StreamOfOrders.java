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
 * Computes gold from the events of a hub, on a local folder. The arguments are the project folder, a
 * work folder, the connection string of the hub, and what runs:
 *
 * <ul>
 *   <li>{@code all}: bronze, and then silver and gold, once. Prints {@code STEP name seconds} for each
 *       step, and {@code SALES orders amount} with the sums of {@code sales_by_hour}.
 *   <li>{@code bronze}, {@code silver}: this step, with the trigger {@code continuous}, until the
 *       process is stopped. The tables must exist.
 * </ul>
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
      BronzeStream bronze = new BronzeStream(lake, hub(arguments[2]), "bench", Progress.silent());
      OrderPipeline queries = OrderPipeline.in(Path.of(arguments[0]));
      SilverStream silver = new SilverStream(lake, queries, "bench", Progress.silent());
      switch (arguments[3]) {
        case "all" -> once(begun, bronze, silver, lake);
        case "bronze" -> bronze.run(StreamTrigger.CONTINUOUS, LostEvents.REFUSE);
        case "silver" -> silver.run(StreamTrigger.CONTINUOUS);
        default -> throw new IllegalArgumentException("found " + arguments[3]);
      }
    }
  }

  private static void once(long begun, BronzeStream bronze, SilverStream silver, LakeRoot lake) {
    step("start", begun);
    long bronzeBegun = System.nanoTime();
    bronze.run(StreamTrigger.AVAILABLE_NOW, LostEvents.REFUSE);
    step("bronze", bronzeBegun);
    long silverBegun = System.nanoTime();
    silver.run(StreamTrigger.AVAILABLE_NOW);
    step("silver+gold", silverBegun);
    System.out.println(
        lake.read(lake.at("gold/sales_by_hour"))
            .selectExpr("concat('SALES ', sum(orders), ' ', sum(amount))")
            .head()
            .getString(0));
  }

  private static HubSource hub(String connection) {
    String topic = connection.substring(connection.indexOf("EntityPath=") + "EntityPath=".length());
    return new HubSource("", topic, "", Optional.of(connection));
  }

  private static void step(String name, long begun) {
    System.out.printf("STEP %s %.2f%n", name, (System.nanoTime() - begun) / 1e9);
  }
}
