package io.quarterdeck.jobs;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

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
}
