package io.quarterdeck.local.databricks.task;

import java.util.List;
import java.util.stream.Collectors;

/** Formats an argument file for the {@code java} launcher, with its documented quoting. */
final class JavaArguments {
  private JavaArguments() {}

  static String text(List<String> arguments) {
    return arguments.stream()
        .map(JavaArguments::quoted)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String quoted(String argument) {
    return '"'
        + argument
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
        + '"';
  }
}
