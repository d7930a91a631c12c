package io.quarterdeck.local.databricks.pipelines;

/** The states of an update that the emulator uses. The names are those of the API. */
enum UpdateState {
  CREATED("STARTING"),
  INITIALIZING("STARTING"),
  RUNNING("RUNNING"),
  STOPPING("STOPPING"),
  COMPLETED("IDLE"),
  FAILED("IDLE"),
  CANCELED("IDLE");

  private final String ofPipeline;

  UpdateState(String ofPipeline) {
    this.ofPipeline = ofPipeline;
  }

  /** Returns the state of a pipeline whose newest update has this state. */
  String ofPipeline() {
    return ofPipeline;
  }

  boolean isActive() {
    return !ofPipeline.equals("IDLE");
  }
}
