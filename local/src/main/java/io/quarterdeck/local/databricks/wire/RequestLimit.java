package io.quarterdeck.local.databricks.wire;

/**
 * How many calls are answered in a second; the rest get 429. Databricks has a limit for each
 * endpoint and workspace (100 a second for the reads of jobs, 20 for their writes); here there is
 * one for all. Thread-safe.
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
