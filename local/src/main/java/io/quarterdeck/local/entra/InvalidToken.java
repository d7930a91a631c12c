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
  private final String found;

  /**
   * Creates the exception.
   *
   * @param message the reason as one sentence, without the token
   */
  public InvalidToken(Reason reason, String message) {
    this(reason, message, "");
  }

  /**
   * Creates the exception.
   *
   * @param message the reason as one sentence, without the token
   * @param found the value of the refused claim: the expiry in ISO 8601, or the audience
   */
  public InvalidToken(Reason reason, String message, String found) {
    super(message);
    this.reason = reason;
    this.found = found;
  }

  public Reason reason() {
    return reason;
  }

  /** Returns the value of the refused claim; empty if there is none. */
  public String found() {
    return found;
  }
}
