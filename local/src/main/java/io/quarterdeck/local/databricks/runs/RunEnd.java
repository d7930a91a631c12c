package io.quarterdeck.local.databricks.runs;

/**
 * The result of a run or of a task, with its names in {@code state} and in {@code status} as the
 * Jobs API 2.2 documents them.
 */
enum RunEnd {
  SUCCESS("TERMINATED", "SUCCESS", "SUCCESS", "SUCCESS"),
  SUCCESS_WITH_FAILURES("TERMINATED", "SUCCESS_WITH_FAILURES", "SUCCESS_WITH_FAILURES", "SUCCESS"),
  FAILED("TERMINATED", "FAILED", "RUN_EXECUTION_ERROR", "CLIENT_ERROR"),
  RUN_FAILED("INTERNAL_ERROR", "FAILED", "RUN_EXECUTION_ERROR", "CLIENT_ERROR"),
  LIBRARY_FAILED("INTERNAL_ERROR", "FAILED", "LIBRARY_INSTALLATION_ERROR", "CLIENT_ERROR"),
  CLUSTER_FAILED("INTERNAL_ERROR", "FAILED", "INVALID_CLUSTER_REQUEST", "CLIENT_ERROR"),
  LOST("INTERNAL_ERROR", "FAILED", "INTERNAL_ERROR", "INTERNAL_ERROR"),
  TIMED_OUT("TERMINATED", "TIMEDOUT", "CANCELED", "CLIENT_ERROR"),
  CANCELED("TERMINATED", "CANCELED", "USER_CANCELED", "CLIENT_ERROR"),
  UPSTREAM_FAILED("TERMINATED", "UPSTREAM_FAILED", "SKIPPED", "CLIENT_ERROR"),
  UPSTREAM_CANCELED("TERMINATED", "UPSTREAM_CANCELED", "SKIPPED", "CLIENT_ERROR"),
  TOO_MANY(
      "SKIPPED", "MAXIMUM_CONCURRENT_RUNS_REACHED", "MAX_CONCURRENT_RUNS_EXCEEDED", "CLIENT_ERROR");

  private final String lifeCycle;
  private final String result;
  private final String code;
  private final String type;

  RunEnd(String lifeCycle, String result, String code, String type) {
    this.lifeCycle = lifeCycle;
    this.result = result;
    this.code = code;
    this.type = type;
  }

  /** Returns the status of a run or task with this result. */
  RunStatus status(String message) {
    return new RunStatus(lifeCycle, "TERMINATED", message, java.util.Optional.of(this));
  }

  String result() {
    return result;
  }

  String code() {
    return code;
  }

  String type() {
    return type;
  }

  boolean succeeded() {
    return this == SUCCESS || this == SUCCESS_WITH_FAILURES;
  }
}
