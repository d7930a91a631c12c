package io.quarterdeck.local.spark;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The settings of Spark and of its ABFS driver for the local stack. */
public final class SparkConfiguration {
  private SparkConfiguration() {}

  /**
   * Returns settings whose keys begin with {@code spark.} or, for Hadoop, with {@code fs.}. They
   * contain no credentials.
   *
   * @param blobPort the port of the Blob service on loopback
   * @param work the folder for Spark's temporary files of one run
   */
  public static Map<String, String> of(int blobPort, Path work) {
    Map<String, String> values = new TreeMap<>();
    values.put("spark.master", "local[*]");
    values.put("spark.ui.enabled", "false");
    values.put("spark.driver.host", "127.0.0.1");
    values.put("spark.driver.bindAddress", "127.0.0.1");
    values.put("spark.local.dir", work.toString());
    values.put("spark.sql.warehouse.dir", work.resolve("warehouse").toString());
    values.put("fs.azure.abfs.endpoint", "127.0.0.1:" + blobPort);
    // With a key, the driver connects to Azurite without TLS. With a token, it always uses TLS.
    values.put("fs.azure.always.use.https", "false");
    values.put("fs.azure.account.hns.enabled", "false");
    values.put("fs.azure.fns.account.service.type", "BLOB");
    // With the defaults, the driver would retry for minutes if the Blob service is not running.
    values.put("fs.azure.io.retry.max.retries", "3");
    values.put("fs.azure.io.retry.backoff.interval", "500");
    values.put("fs.azure.io.retry.min.backoff.interval", "200");
    // Azurite lists a marker folder twice, unless each page contains one blob.
    values.put("fs.azure.list.max.results", "1");
    return values;
  }
}
