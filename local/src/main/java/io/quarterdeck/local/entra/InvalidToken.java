package io.quarterdeck.local.entra;

/** A service refused a token. Each service translates the reason to its own response. */
public final class InvalidToken extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why a token is refused. */
  public enum Reason {
    /** The text is not a signed token of the tenant. */
    UNKNOWN,
    EXPIRED,
    /** The token is for another service. */
    WRONG_AUDIENCE
  }

  private final Reason reason;

  /**
   * Creates the exception.
   *
   * @param message the reason as one sentence, without the token
   */
  public InvalidToken(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
