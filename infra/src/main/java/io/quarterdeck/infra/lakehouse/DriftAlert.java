package io.quarterdeck.infra.lakehouse;

import io.quarterdeck.contract.LakeName;
import io.quarterdeck.infra.foundation.declaration.LogRule;

/**
 * The alert on the drift of the topics model. The job {@code score} writes a file if the model may
 * not fit the newest day. Azure Monitor has no metric of a job on Databricks, but the log of the
 * lake's blob service contains each write. Source of the columns: Microsoft Learn,
 * "StorageBlobLogs"; {@code ObjectKey} is {@code /ACCOUNT/CONTAINER/PATH}.
 */
final class DriftAlert {
  private DriftAlert() {}

  /**
   * Returns the rule.
   *
   * @param container the container of the tables
   */
  static LogRule of(String container) {
    return new LogRule(
        "topic-drift",
        "The topics model may not fit the questions of the newest day. The file %s in the container %s has the reason."
            .formatted(LakeName.DRIFT_ALERT.lakeName(), container),
        2,
        ("StorageBlobLogs | where Category == \"StorageWrite\" and toint(StatusCode) < 300"
                + " | where ObjectKey endswith \"/%s/%s\"")
            .formatted(container, LakeName.DRIFT_ALERT.lakeName()));
  }
}
