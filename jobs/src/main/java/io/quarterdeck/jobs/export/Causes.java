package io.quarterdeck.jobs.export;

import java.util.LinkedHashSet;
import java.util.Set;

/** Shortens a chain of causes to a readable message. */
public final class Causes {
  private static final int LONGEST = 600;

  /** The text that ABFS puts before the cause if it received no response. */
  private static final String NO_ANSWER = "Status code: -1 error code: null error message: ";

  private Causes() {}

  /** Joins the first line of each cause's message, outermost first and without duplicates. */
  public static String brief(Throwable thrown) {
    Set<String> lines = new LinkedHashSet<>();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String line = line(cause);
      if (lines.stream().noneMatch(said -> said.contains(line))) {
        lines.removeIf(line::contains);
        lines.add(line);
      }
    }
    String all = String.join(": ", lines);
    return all.length() > LONGEST ? all.substring(0, LONGEST) + "…" : all;
  }

  private static String line(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElseThrow().replace(NO_ANSWER, "");
  }
}
