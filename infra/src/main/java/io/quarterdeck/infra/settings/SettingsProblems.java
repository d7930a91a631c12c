package io.quarterdeck.infra.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Collects all problems of a stack's settings, so that they are reported at once. Each command in a
 * message names the stack; otherwise Pulumi would change the selected stack.
 */
final class SettingsProblems {
  private final String stack;
  private final List<String> messages = new ArrayList<>();

  /** Creates an empty collection for a stack. */
  SettingsProblems(String stack) {
    this.stack = stack;
  }

  /** Adds a problem of a setting with one value; {@code example} is a valid value. */
  void add(String key, String found, String expected, String example) {
    say(key, found, expected, "set " + qualified(key) + " " + example);
  }

  /** Adds a problem of a list; {@code example} is a valid entry. */
  void addToList(String key, String found, String expected, String example) {
    say(key, found, expected, "set --path '" + qualified(key) + "[0]' " + example);
  }

  /**
   * Adds a problem of one entry of a list.
   *
   * @param index the position of the entry, from 0
   * @param example a valid entry
   */
  void addToList(String key, int index, String found, String expected, String example) {
    say(key, found, expected, "set --path '%s[%d]' %s".formatted(qualified(key), index, example));
  }

  /** Adds an entry of a list that must be removed; {@code index} is its position, from 0. */
  void addSurplus(String key, int index, String found, String expected) {
    say(key, found, expected, "rm --path '%s[%d]'".formatted(qualified(key), index));
  }

  /** Adds a setting that must be removed. */
  void addSurplus(String key, String found, String expected) {
    say(key, found, expected, "rm " + qualified(key));
  }

  /** Adds an unknown setting whose name is similar to a known one. */
  void addMistyped(String key, String meant, String value) {
    say(
        key,
        "no setting of that name",
        "one that Pulumi.yaml lists, such as " + meant,
        "rm " + qualified(key),
        "set " + qualified(meant) + " " + value);
  }

  /** Adds an unknown setting whose name is not similar to any known one. */
  void addUnknown(String key) {
    addSurplus(key, "no setting of that name", "one that Pulumi.yaml lists");
  }

  /** Adds a problem of a setting that must be encrypted. */
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
