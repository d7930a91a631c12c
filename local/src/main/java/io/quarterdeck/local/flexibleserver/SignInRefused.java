package io.quarterdeck.local.flexibleserver;

/** A sign-in that the server refuses. The message is for the client. */
final class SignInRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /** The SQLSTATE of a refused role: invalid_authorization_specification. */
  private static final String REFUSED = "28000";

  /** The SQLSTATE of a server that does not run: cannot_connect_now. */
  private static final String NOT_NOW = "57P03";

  private final String state;

  private SignInRefused(String state, String message) {
    super(message);
    this.state = state;
  }

  /** A refusal of the role or of its token. */
  static SignInRefused of(String message) {
    return new SignInRefused(REFUSED, message);
  }

  /** The real server does not accept connections. */
  static SignInRefused serverStopped(Exception cause) {
    SignInRefused refused = new SignInRefused(NOT_NOW, "the database system is not running");
    refused.initCause(cause);
    return refused;
  }

  /** Returns the SQLSTATE. */
  String state() {
    return state;
  }
}
