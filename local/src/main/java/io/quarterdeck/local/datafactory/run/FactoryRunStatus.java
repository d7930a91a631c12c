package io.quarterdeck.local.datafactory.run;

/** The states of a pipeline run and of an activity run. */
public enum FactoryRunStatus {
  QUEUED("Queued"),
  IN_PROGRESS("InProgress"),
  SUCCEEDED("Succeeded"),
  FAILED("Failed"),
  SKIPPED("Skipped"),
  CANCELLED("Cancelled");

  private final String azureName;

  FactoryRunStatus(String azureName) {
    this.azureName = azureName;
  }

  /** Returns the name in Azure's answers. */
  public String azureName() {
    return azureName;
  }

  static FactoryRunStatus of(String azureName) {
    for (FactoryRunStatus status : values()) {
      if (status.azureName.equals(azureName)) {
        return status;
      }
    }
    throw new IllegalArgumentException(azureName);
  }

  /** Returns whether a run in this state changes no more. */
  public boolean isFinal() {
    return switch (this) {
      case QUEUED, IN_PROGRESS -> false;
      case SUCCEEDED, FAILED, SKIPPED, CANCELLED -> true;
    };
  }
}
