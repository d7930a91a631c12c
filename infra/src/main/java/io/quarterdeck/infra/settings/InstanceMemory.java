package io.quarterdeck.infra.settings;

/**
 * The memory of an instance of a function app, in MB. Source: Microsoft Learn, "Azure Functions
 * Flex Consumption plan hosting", section "Instance sizes".
 */
public enum InstanceMemory {
  SMALL(512),
  MEDIUM(2048),
  LARGE(4096);

  private final int megabytes;

  InstanceMemory(int megabytes) {
    this.megabytes = megabytes;
  }

  public int megabytes() {
    return megabytes;
  }

  /** Returns the value of the setting. */
  String value() {
    return Integer.toString(megabytes);
  }
}
