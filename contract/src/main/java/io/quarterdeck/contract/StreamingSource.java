package io.quarterdeck.contract;

/**
 * The data that arrives in the container {@code landing} for the streaming system, in the folders
 * of {@link LakehouseSource}: {@code NAME/DAY/RUN} and {@code NAME/DAY/manifest.json}. The files
 * are CSV files.
 */
public enum StreamingSource {
  STORES("retail-stores"),
  PRODUCTS("retail-products");

  private final String dataset;

  StreamingSource(String dataset) {
    this.dataset = dataset;
  }

  /** Returns the name of the dataset, which is also the name of the folder. */
  public String dataset() {
    return dataset;
  }
}
