package io.quarterdeck.azure.databricks.bundle;

/**
 * A target of the bundle: a stack.
 *
 * @param name the name of the stack
 * @param mode how the CLI deploys
 */
public record BundleTarget(String name, Mode mode) {
  /** A deployment mode of the Databricks CLI. */
  public enum Mode {
    /** A copy for one developer, whose schedules are paused. */
    DEVELOPMENT,
    /** The copy for all users, whose schedules are active. */
    PRODUCTION
  }
}
