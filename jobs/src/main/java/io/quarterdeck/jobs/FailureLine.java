package io.quarterdeck.jobs;

import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import java.util.Collection;

/** Formats the line that a failed job prints last. */
final class FailureLine {
  /** The start of the line. */
  static final String PREFIX = "FAILURE ";

  private FailureLine() {}

  /**
   * Returns the message on one line. For exceptions other than {@link Failure}, the message is the
   * shortened chain of causes.
   *
   * @param job the job, as named after "Cannot finish"
   * @param secrets values to mask in the message
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
        + "; expected PostgreSQL and Blob to stay available until the job ends. Nothing was"
        + " published. Fix the cause, then run it again.";
  }
}
