package io.quarterdeck.contract;

/**
 * The pipelines of the data factory of the streaming system. Their files are in {@code
 * streaming/adf/pipeline}.
 */
public enum StreamingPipeline {
  /** Copies the files of the stores and the products of a day. */
  COPY_REFERENCE_DATA("copyReferenceData");

  /** The parameter with the day of the data, as {@code 2026-11-30}. */
  public static final String DAY = "day";

  private final String pipelineName;

  StreamingPipeline(String pipelineName) {
    this.pipelineName = pipelineName;
  }

  /** Returns the name in the data factory. */
  public String pipelineName() {
    return pipelineName;
  }
}
