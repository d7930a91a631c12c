package io.quarterdeck.loader.failure;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A failure that the user can fix. The message has the form "Cannot DO: WHAT WAS FOUND; expected
 * WHAT. WHAT TO DO." The command line prints the message without a stack trace and exits with code
 * 1.
 */
public class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  // A string, because exceptions are serializable and Path is not.
  private String rejects;

  public Failure(String message) {
    super(message);
  }

  public Failure(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Returns a failure with a formatted message.
   *
   * @param format as for {@link String#format}, with the conventions of no language
   */
  @FormatMethod
  public static Failure of(@FormatString String format, Object... values) {
    return new Failure(String.format(Locale.ROOT, format, values));
  }

  /** Returns a failure with a formatted message and a cause. */
  @FormatMethod
  public static Failure causedBy(Throwable cause, @FormatString String format, Object... values) {
    return new Failure(String.format(Locale.ROOT, format, values), cause);
  }

  /** Records the file that holds the rejected lines, and returns this failure. */
  public Failure withRejects(Optional<Path> file) {
    rejects = file.map(Path::toString).orElse(null);
    return this;
  }

  /** The file that holds the rejected lines, if there is one. */
  public Optional<Path> rejects() {
    return Optional.ofNullable(rejects).map(Path::of);
  }
}
