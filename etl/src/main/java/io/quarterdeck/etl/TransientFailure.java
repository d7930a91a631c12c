package io.quarterdeck.etl;

/**
 * A failure that another attempt can pass without a change by a person: another load holds the
 * table, a reader holds a partition, data changed while it was read.
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
