import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;

import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * The export as it was before Quarterdeck: the whole table over one connection, and one file. Then the sums by quarter, domain
 * and location, of that file, so that both ways end with the same results; of the table they would take another reading of it.
 * It checks nothing. Run from its source by bench/export, with Spark's jars as the class path.
 */
public final class OriginalExport {
  private OriginalExport() {}

  /**
   * Words: JDBC URL, user, table, columns, where to, where the sums go. The password is in PGPASSWORD, settings in the system's
   * properties.
   */
  public static void main(String[] words) {
    SparkSession session = SparkSession.builder().appName("original export").getOrCreate();
    System.out.println("PHASE Started");
    session
        .read()
        .format("jdbc")
        .option("driver", "org.postgresql.Driver")
        .option("url", words[0])
        .option("user", words[1])
        .option("password", System.getenv("PGPASSWORD"))
        .option("dbtable", "(select " + words[3] + " from " + words[2] + ") original")
        .load()
        .coalesce(1)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(words[4]);
    System.out.println("PHASE Written");
    session
        .read()
        .parquet(words[4])
        .groupBy(trunc(col("date"), "quarter"), col("domain"), col("location"))
        .agg(sum("value"), sum("transaction_count"), count(lit(1)).as("rows"))
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(words[5]);
    session.stop();
  }
}
