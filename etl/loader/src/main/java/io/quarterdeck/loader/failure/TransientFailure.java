package io.quarterdeck.loader.failure;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Locale;

/**
 * A failure whose cause can disappear without an action of the user, so a retry can succeed.
 * Examples: another load holds the table, a reader holds a partition, or data changed while it was
 * read.
 */
public final class TransientFailure extends Failure {
  private static final long serialVersionUID = 1L;

  public TransientFailure(String message) {
    super(message);
  }

  public TransientFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns a transient failure with a formatted message. */
  @FormatMethod
  public static TransientFailure of(@FormatString String format, Object... values) {
    return new TransientFailure(String.format(Locale.ROOT, format, values));
  }

  /** Returns a transient failure with a formatted message and a cause. */
  @FormatMethod
  public static TransientFailure causedBy(
      Throwable cause, @FormatString String format, Object... values) {
    return new TransientFailure(String.format(Locale.ROOT, format, values), cause);
  }
}
