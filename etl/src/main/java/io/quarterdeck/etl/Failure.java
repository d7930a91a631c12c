package io.quarterdeck.etl;

/**
 * Something that the user can mend. The message follows one grammar: "Cannot DO: WHAT WAS FOUND;
 * expected WHAT. WHAT TO DO." It is printed as it is, without a stack trace, and the exit code is
 * 1.
 */
public class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Failure(String message) {
    super(message);
  }

  public Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
