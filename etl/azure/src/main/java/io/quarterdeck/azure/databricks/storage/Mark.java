package io.quarterdeck.azure.databricks.storage;

/** The comment on the objects that setup-workspace creates, so that unregister recognizes them. */
record Mark(String stack) {
  String comment() {
    return "Made by quarterdeck setup-workspace for the stack " + stack;
  }

  boolean isOn(String comment) {
    // Earlier, register created these objects.
    return comment().equals(comment)
        || ("Made by quarterdeck register for the stack " + stack).equals(comment);
  }
}
