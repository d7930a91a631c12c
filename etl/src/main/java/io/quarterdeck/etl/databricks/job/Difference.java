package io.quarterdeck.etl.databricks.job;

import java.util.Optional;

/**
 * One field of the job that is not as it should be.
 *
 * @param field its path, as in {@code tasks[load].max_retries}
 * @param found what the workspace has, if anything
 * @param wanted what it should have, if anything
 * @param origin where the difference comes from
 */
public record Difference(
    String field, Optional<String> found, Optional<String> wanted, Origin origin) {
  /** Where a difference comes from. */
  public enum Origin {
    /** The definition changed since the job was registered, or the job is new to us. */
    DEFINITION,
    /** Someone changed the job in the workspace since it was registered. */
    DRIFT
  }
}
