package io.quarterdeck.loader.failure;

import java.util.LinkedHashSet;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Formats an exception and its causes as one message for users. */
public final class Causes {
  private static final int LONGEST_BRIEF = 600;

  /** The text that Hadoop's ABFS puts before the cause if it received no response. */
  private static final String NO_ANSWER = "Status code: -1 error code: null error message: ";

  private Causes() {}

  /** Returns the messages of the exception and its causes, outermost first, without repetition. */
  public static String of(Throwable thrown) {
    Set<String> messages = new LinkedHashSet<>();
    String last = "";
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      String message = each.getMessage() == null ? "" : oneLine(message(each));
      // The message of an exception often ends with the message of its cause.
      if (!message.isEmpty() && !last.endsWith(message)) {
        messages.add(message);
        last = message;
      }
    }
    return messages.isEmpty() ? thrown.getClass().getSimpleName() : String.join("; ", messages);
  }

  /**
   * Joins the first line of each message, outermost first and without duplicates. Use it for
   * exceptions of Spark and Hadoop, whose messages contain plans and stack traces.
   */
  public static String brief(Throwable thrown) {
    Set<String> lines = new LinkedHashSet<>();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String line = firstLine(cause);
      if (lines.stream().noneMatch(said -> said.contains(line))) {
        lines.removeIf(line::contains);
        lines.add(line);
      }
    }
    String all = String.join(": ", lines);
    return all.length() > LONGEST_BRIEF ? all.substring(0, LONGEST_BRIEF) + "…" : all;
  }

  private static String firstLine(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElseThrow().replace(NO_ANSWER, "");
  }

  private static String message(Throwable thrown) {
    if (thrown instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
      ServerErrorMessage server = postgres.getServerErrorMessage();
      StringBuilder text = new StringBuilder().append(server.getMessage());
      append(text, "detail", server.getDetail());
      append(text, "hint", server.getHint());
      append(text, "where", server.getWhere());
      return text.append(" (SQLSTATE ").append(postgres.getSQLState()).append(')').toString();
    }
    return thrown.getMessage();
  }

  private static void append(StringBuilder text, String name, String value) {
    if (value != null) {
      text.append(", ").append(name).append(": ").append(value);
    }
  }

  private static String oneLine(String text) {
    String line = text.strip().replaceAll("\\s*\\R\\s*", ", ");
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }
}
