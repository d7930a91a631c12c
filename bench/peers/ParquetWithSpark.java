import java.util.Properties;
import org.apache.spark.sql.SparkSession;

/** Spark's JDBC reader with its defaults: one connection reads the table, and one task writes it as Parquet. */
public final class ParquetWithSpark {
  public static void main(String[] arguments) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("user", arguments[1]);
    properties.setProperty("password", System.getenv("PGPASSWORD"));
    properties.setProperty("driver", "org.postgresql.Driver");
    properties.setProperty("fetchsize", "10000");
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[*]")
            .config("spark.ui.enabled", "false")
            .config("spark.log.level", "ERROR")
            .getOrCreate()) {
      spark.read().jdbc(arguments[0], arguments[2], properties).write().parquet(arguments[3]);
    }
  }

  private ParquetWithSpark() {}
}
