package io.quarterdeck.local.databricks.api;

/**
 * The maximum number of calls per second; further calls get 429. Databricks has a limit for each
 * endpoint and workspace (100 per second for reads of jobs, 20 for writes). The emulator has one
 * limit for all endpoints. Thread-safe.
 */
public final class RequestLimit {
  private static final long SECOND = 1_000_000_000L;

  private final int callsPerSecond;
  private long second = Long.MIN_VALUE;
  private int calls;

  public RequestLimit(int callsPerSecond) {
    this.callsPerSecond = callsPerSecond;
  }

  synchronized boolean allows(long nanoseconds) {
    long now = Math.floorDiv(nanoseconds, SECOND);
    if (now != second) {
      second = now;
      calls = 0;
    }
    calls++;
    return calls <= callsPerSecond;
  }
}
