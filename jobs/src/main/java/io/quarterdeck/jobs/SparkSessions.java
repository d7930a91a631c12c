package io.quarterdeck.jobs;

import io.quarterdeck.jobs.lake.DeltaSession;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** Finds the Spark session that Databricks created, or creates one. */
final class SparkSessions {
  private SparkSessions() {}

  /** Whether a Spark session already exists, which belongs to a cluster. */
  static boolean given() {
    return SparkSession.getDefaultSession().isDefined();
  }

  /**
   * Returns the session, with {@code spark.*} settings applied to Spark and {@code fs.*} settings
   * applied to Hadoop.
   */
  static SparkSession open(Map<String, String> settings) {
    return open(settings, new SparkConf());
  }

  /**
   * Returns the session like {@link #open}, with Delta tables. Databricks always supports them;
   * elsewhere the session must be created with Delta's extension, which the other jobs do not load.
   */
  static SparkSession openWithDelta(Map<String, String> settings) {
    SparkConf conf = new SparkConf();
    if (!given()) {
      DeltaSession.settings().forEach(conf::setIfMissing);
    }
    return open(settings, conf);
  }

  private static SparkSession open(Map<String, String> settings, SparkConf conf) {
    settings.forEach(
        (key, value) -> {
          if (key.startsWith("spark.")) {
            conf.set(key, value);
          }
        });
    if (!given()) {
      conf.setIfMissing("spark.app.name", "quarterdeck");
      conf.setIfMissing("spark.master", "local[*]");
    }
    if (!given() && conf.get("spark.master").startsWith("local")) {
      // On a single machine, the UI of a short job is not useful, and no port should be open to the
      // network.
      conf.setIfMissing("spark.ui.enabled", "false");
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      conf.setIfMissing("spark.sql.shuffle.partitions", "8");
    }
    SparkSession session = SparkSession.builder().config(conf).getOrCreate();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith("fs.")) {
            session.sparkContext().hadoopConfiguration().set(key, value);
          }
        });
    return session;
  }

  /**
   * Returns the settings of Hadoop file systems: those of the cluster, or else those in this JVM's
   * Spark settings. Copying files does not start Spark.
   */
  static Configuration files(Launch.Session session) {
    if (session == Launch.Session.GIVEN) {
      return SparkSession.active().sparkContext().hadoopConfiguration();
    }
    Configuration files = new Configuration();
    String prefix = "spark.hadoop.";
    for (Tuple2<String, String> setting : new SparkConf().getAllWithPrefix(prefix)) {
      files.set(setting._1(), setting._2());
    }
    return files;
  }
}
