package io.quarterdeck.infra.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Everything that is wrong with the settings of one stack, collected so that all of it is said at
 * once. Each command that a message gives names the stack: without that, Pulumi would change the
 * one that is selected.
 */
final class Problems {
  private final String stack;
  private final List<String> messages = new ArrayList<>();

  /** No problems yet of this stack. */
  Problems(String stack) {
    this.stack = stack;
  }

  /** A setting of one value; {@code example} is a value that would do. */
  void add(String key, String found, String expected, String example) {
    say(key, found, expected, "set " + qualified(key) + " " + example);
  }

  /** A setting that is a list; {@code example} is an entry that would do. */
  void addToList(String key, String found, String expected, String example) {
    say(key, found, expected, "set --path '" + qualified(key) + "[0]' " + example);
  }

  /** A setting that must go. */
  void addSurplus(String key, String found, String expected) {
    say(key, found, expected, "rm " + qualified(key));
  }

  /** A setting that the program does not have, with the one that was probably meant. */
  void addMistyped(String key, String meant, String value) {
    say(
        key,
        "no setting of that name",
        "one that Pulumi.yaml lists, such as " + meant,
        "rm " + qualified(key),
        "set " + qualified(meant) + " " + value);
  }

  /** A setting that the program does not have, nor one with a name like it. */
  void addUnknown(String key) {
    addSurplus(key, "no setting of that name", "one that Pulumi.yaml lists");
  }

  /** A setting that must be kept secret. */
  void addSecret(String key, String found, String expected) {
    say(key, found, expected, "set --secret " + qualified(key));
  }

  private void say(String key, String found, String expected, String... changes) {
    String commands =
        Arrays.stream(changes)
            .map(change -> "pulumi config %s --stack %s".formatted(change, stack))
            .collect(Collectors.joining(" && "));
    messages.add(
        "Cannot use the setting %s: found %s; expected %s. Run: %s"
            .formatted(key, found, expected, commands));
  }

  List<String> messages() {
    return List.copyOf(messages);
  }

  void throwIfAny() {
    if (!messages.isEmpty()) {
      throw new InvalidSettings(stack, messages());
    }
  }

  private static String qualified(String key) {
    return Settings.PROJECT + ":" + key;
  }
}
