package io.quarterdeck.cli.memory;

import java.util.List;
import java.util.Map;

/**
 * The processes of the local stack. {@link java.util.ServiceLoader} finds the implementation.
 * Thread-safe.
 */
public interface StackProcesses {
  /**
   * Returns the running processes by the names of their parts, for example {@code Spark tasks}.
   * Each process is in one part only, and may end at any time.
   */
  Map<String, List<ProcessHandle>> running();
}
