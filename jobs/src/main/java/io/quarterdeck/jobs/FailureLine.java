package io.quarterdeck.jobs;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.jobs.export.Causes;
import java.util.Collection;

/** The one line that a failed job ends with. */
final class FailureLine {
  /** What the line begins with. */
  static final String PREFIX = "FAILURE ";

  private FailureLine() {}

  /**
   * The message on one line; of anything but a {@link Failure}, the chain of causes, shortened.
   *
   * @param job what was being done, after "Cannot finish"
   * @param secrets values that are never shown
   */
  static String of(Throwable thrown, String job, Collection<String> secrets) {
    String message = thrown instanceof Failure ? thrown.getMessage() : unexpected(thrown, job);
    for (String secret : secrets) {
      if (!secret.isBlank()) {
        message = message.replace(secret, "***");
      }
    }
    return PREFIX + message.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String unexpected(Throwable thrown, String job) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof Failure) {
        return cause.getMessage();
      }
    }
    return "Cannot finish "
        + job
        + ": "
        + Causes.brief(thrown)
        + "; expected PostgreSQL and Blob to answer until its end. Nothing was published: mend that,"
        + " then run it again.";
  }
}
