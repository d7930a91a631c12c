package io.quarterdeck.cli.doctor;

/**
 * The result of a check.
 *
 * @param status the status
 * @param found what was found: a phrase without a full stop
 * @param advice what to do, in complete sentences; empty if there is nothing to do
 */
public record Finding(Status status, String found, String advice) {
  public static Finding ok(String found) {
    return new Finding(Status.OK, found, "");
  }

  public static Finding warning(String found, String advice) {
    return new Finding(Status.WARNING, found, advice);
  }

  public static Finding failed(String found, String advice) {
    return new Finding(Status.FAILED, found, advice);
  }

  /**
   * Creates the result of a skipped check.
   *
   * @param cause the reason, continuing "because"
   */
  public static Finding skipped(String cause) {
    return new Finding(Status.SKIPPED, "because " + cause, "");
  }
}
