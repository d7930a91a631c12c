package io.quarterdeck.etl.databricks.storage;

/** What register writes on the things that it makes, so that unregister knows them again. */
record Mark(String stack) {
  String comment() {
    return "Made by quarterdeck register for the stack " + stack;
  }

  boolean isOn(String comment) {
    return comment().equals(comment);
  }
}
