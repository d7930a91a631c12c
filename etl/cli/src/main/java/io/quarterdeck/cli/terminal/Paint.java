package io.quarterdeck.cli.terminal;

/** Whether text is coloured. */
enum Paint {
  COLORED,
  PLAIN;

  private static final String RESET = "\u001b[0m";

  String green(String text) {
    return painted("\u001b[32m", text);
  }

  String red(String text) {
    return painted("\u001b[31m", text);
  }

  String bold(String text) {
    return painted("\u001b[1m", text);
  }

  String dim(String text) {
    return painted("\u001b[2m", text);
  }

  private String painted(String style, String text) {
    return switch (this) {
      case COLORED -> text.isEmpty() ? text : style + text + RESET;
      case PLAIN -> text;
    };
  }
}
