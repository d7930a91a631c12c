package io.quarterdeck.etl.doctor;

/**
 * What a check found.
 *
 * @param status how it came out
 * @param found what there is; no sentence, without a full stop
 * @param advice what to do: whole sentences; empty when there is nothing to be done
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
   * Not tried.
   *
   * @param cause goes on after "because"
   */
  public static Finding skipped(String cause) {
    return new Finding(Status.SKIPPED, "because " + cause, "");
  }
}
