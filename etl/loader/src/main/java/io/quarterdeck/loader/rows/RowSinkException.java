package io.quarterdeck.loader.rows;

/** A sink failed. The cause is the exception of the sink. */
public final class RowSinkException extends Exception {
  private static final long serialVersionUID = 1L;

  RowSinkException(Exception cause) {
    super(cause);
  }
}
