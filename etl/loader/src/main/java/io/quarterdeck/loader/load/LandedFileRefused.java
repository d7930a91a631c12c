package io.quarterdeck.loader.load;

import io.quarterdeck.loader.failure.Failure;

/**
 * Thrown if a file in {@code landing/} must not be loaded because another command changed the
 * ledger after the first check.
 */
public final class LandedFileRefused extends Failure {
  private static final long serialVersionUID = 1L;

  private final transient LandingDecision decision;

  LandedFileRefused(String path, LandingDecision decision) {
    super(
        "Cannot load %s: %s; expected a file that landed after that. Nothing was published."
            .formatted(path, decision.reason()));
    this.decision = decision;
  }

  /** What to do with the file instead of loading it. */
  public LandingDecision decision() {
    return decision;
  }
}
