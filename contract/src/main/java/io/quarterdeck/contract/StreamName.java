package io.quarterdeck.contract;

/** The names in the container of the streaming system that more than one module uses. */
public enum StreamName {
  /** The dataset of the events. */
  ORDERS("retail-orders"),
  /** The folder of the progress of the job bronze. */
  BRONZE_CHECKPOINT("checkpoints/bronze/retail-orders"),
  /** The folder of the progress of silver. */
  SILVER_CHECKPOINT("checkpoints/silver/retail-orders"),
  /** The file with the versions of the tables from which the current gold was computed. */
  GOLD_STATE("checkpoints/gold.json"),
  /** The CSV file with counts and latencies: the columns metric and value. */
  SUMMARY_CSV("BI/stream_summary.csv"),
  /** The CSV file of the sales by hour, with the columns of the table. */
  SALES_CSV("BI/sales_by_hour.csv"),
  /** The file with the line of the newest verification. */
  VERIFICATION("BI/verification.txt");

  private final String streamName;

  StreamName(String streamName) {
    this.streamName = streamName;
  }

  /** Returns the name of the dataset, or the path in the container. */
  public String streamName() {
    return streamName;
  }
}
