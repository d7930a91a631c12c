package io.quarterdeck.azure.databricks.storage;

/**
 * The comment that register adds to objects that it creates, so that unregister recognizes them.
 */
record Mark(String stack) {
  String comment() {
    return "Made by quarterdeck register for the stack " + stack;
  }

  boolean isOn(String comment) {
    return comment().equals(comment);
  }
}
