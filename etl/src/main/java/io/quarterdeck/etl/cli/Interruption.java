package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.terminal.Output;
import java.util.function.Supplier;

/** Says what Ctrl-C leaves behind, at the moment when someone presses it. */
final class Interruption {
  private Interruption() {}

  /** Runs the body; should the JVM be ended from outside meanwhile, the message explains it. */
  static <T> T explained(String message, Supplier<T> body) {
    Thread hook = new Thread(() -> say(message), "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return body.get();
    } finally {
      remove(hook);
    }
  }

  private static void say(String message) {
    Output.endProgress();
    System.err.println(System.lineSeparator() + message);
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending: this is the very interruption that the hook explains.
      return;
    }
  }
}
