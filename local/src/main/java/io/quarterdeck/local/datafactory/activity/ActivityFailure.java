package io.quarterdeck.local.datafactory.activity;

/** The failure of an attempt at an activity. */
public final class ActivityFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * Creates a failure.
   *
   * @param code the error code that the activity run shows
   */
  public ActivityFailure(String code, String message) {
    super(message);
    this.code = code;
  }

  /** Creates a failure with its cause. */
  public ActivityFailure(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
