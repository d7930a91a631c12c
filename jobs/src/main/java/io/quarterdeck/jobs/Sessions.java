package io.quarterdeck.jobs;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** Finds the session that Databricks has made, or makes one. */
final class Sessions {
  private Sessions() {}

  /** Whether a session is there already, and with it a cluster that is not ours to stop. */
  static boolean given() {
    return SparkSession.getDefaultSession().isDefined();
  }

  /** The session, with the settings applied: {@code spark.*} to Spark, {@code fs.*} to Hadoop. */
  static SparkSession open(Map<String, String> settings) {
    SparkConf conf = new SparkConf();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith("spark.")) {
            conf.set(key, value);
          }
        });
    if (!given()) {
      conf.setIfMissing("spark.app.name", "quarterdeck export");
      conf.setIfMissing("spark.master", "local[*]");
    }
    if (!given() && conf.get("spark.master").startsWith("local")) {
      // One machine: nobody opens the UI of so short a job, and no port is open to the network.
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
   * The settings of Hadoop's file systems: the cluster's, or, where there is none, those of this
   * JVM's Spark settings. No Spark is started to copy files.
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
