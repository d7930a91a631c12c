package io.quarterdeck.contract;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Identifies one command, or one run of a job, in all records of its work: the log, the ledger, the
 * parameters of the run, the report and the traces.
 *
 * @param text 1 to 64 letters, digits, dots, hyphens and underscores, the first of them a letter or
 *     a digit
 */
public record CorrelationId(String text) {
  /** The name of the job parameter that contains the id; its value is empty for scheduled runs. */
  public static final String PARAMETER = "correlation_id";

  /** What a valid id is, for messages. */
  public static final String FORM =
      "1 to 64 letters, digits, dots, hyphens and underscores, of which the first is a letter or a"
          + " digit";

  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /**
   * Checks the id.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public CorrelationId {
    if (!isValid(text)) {
      throw new IllegalArgumentException("'" + text + "'; expected " + FORM);
    }
  }

  /** Returns whether a text has the form of an id. */
  public static boolean isValid(String text) {
    return VALID.matcher(text).matches();
  }

  /**
   * Returns the id of this process: that of the environment variable {@code
   * QUARTERDECK_CORRELATION_ID}, else a random one. It stays the same until the process ends.
   *
   * @throws IllegalArgumentException if the variable has an invalid value
   */
  public static CorrelationId ofProcess() {
    return given().orElse(Generated.ID);
  }

  /** Returns the id of a run of a job that no command started, for example by its schedule. */
  public static CorrelationId ofRun(String run) {
    return new CorrelationId("run-" + run);
  }

  private static Optional<CorrelationId> given() {
    return Optional.ofNullable(System.getenv(EnvironmentVariables.CORRELATION_ID))
        .filter(text -> !text.isBlank())
        .map(CorrelationId::new);
  }

  /** Creates the random id when it is first used. */
  private static final class Generated {
    static final CorrelationId ID = new CorrelationId(UUID.randomUUID().toString());
  }

  @Override
  public String toString() {
    return text;
  }
}
