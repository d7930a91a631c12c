package io.quarterdeck.loader.failure;

/**
 * A failure that can disappear without a change by the user, so that a retry can succeed. Examples:
 * another load holds the table, a reader holds a partition, or data changed while it was read.
 */
public final class TransientFailure extends Failure {
  private static final long serialVersionUID = 1L;

  public TransientFailure(String message) {
    super(message);
  }

  public TransientFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
