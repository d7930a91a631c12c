import java.util.Properties;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Spark's JDBC writer as the original system used it: the CSV as a frame, appended to a table that exists. */
public final class WithSpark {
  public static void main(String[] arguments) throws Exception {
    String file = arguments[0];
    String url = "jdbc:postgresql://%s:%s/%s".formatted(arguments[1], arguments[2], arguments[5]);
    Properties properties = new Properties();
    properties.setProperty("user", arguments[3]);
    properties.setProperty("password", arguments[4]);
    properties.setProperty("driver", "org.postgresql.Driver");
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[*]")
            .config("spark.ui.enabled", "false")
            .config("spark.log.level", "ERROR")
            .getOrCreate()) {
      spark
          .read()
          .option("header", "true")
          .option("dateFormat", "dd-MM-yyyy")
          .schema("date date, domain string, location string, value bigint, transaction_count int")
          .csv(file)
          .write()
          .mode(SaveMode.Append)
          .jdbc(url, arguments[6] + ".transactions", properties);
    }
  }

  private WithSpark() {}
}
