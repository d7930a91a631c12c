package io.quarterdeck.etl.rows;

/** A sink refused rows; the cause is what the sink threw. */
public final class RowSinkException extends Exception {
  private static final long serialVersionUID = 1L;

  RowSinkException(Exception cause) {
    super(cause);
  }
}
