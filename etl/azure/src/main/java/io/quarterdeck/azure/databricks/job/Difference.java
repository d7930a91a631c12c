package io.quarterdeck.azure.databricks.job;

import java.util.Optional;

/**
 * A field of the job that differs from its definition.
 *
 * @param field the path, as in {@code tasks[load].max_retries}
 * @param found the value in the workspace, if any
 * @param wanted the wanted value, if any
 * @param origin the reason for the difference
 */
public record Difference(
    String field, Optional<String> found, Optional<String> wanted, Origin origin) {
  /** The reason for a difference. */
  public enum Origin {
    /**
     * The definition changed since the last registration, or the job has no registration record.
     */
    DEFINITION,
    /** The job was edited in the workspace since the last registration. */
    DRIFT
  }
}
