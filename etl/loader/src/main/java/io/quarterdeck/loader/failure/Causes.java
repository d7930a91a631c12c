package io.quarterdeck.loader.failure;

import java.util.LinkedHashSet;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Formats an exception and its causes as one message for users. */
public final class Causes {
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
