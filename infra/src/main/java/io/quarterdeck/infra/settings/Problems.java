package io.quarterdeck.infra.settings;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with the settings, collected so that all of it is said at once. */
final class Problems {
  private final List<String> messages = new ArrayList<>();

  /** A setting of one value; {@code example} is a value that would do. */
  void add(String key, String found, String expected, String example) {
    messages.add(
        "Cannot use the setting %s: found %s; expected %s. Run: pulumi config set %s %s"
            .formatted(key, found, expected, qualified(key), example));
  }

  /** A setting that is a list; {@code example} is an entry that would do. */
  void addToList(String key, String found, String expected, String example) {
    messages.add(
        "Cannot use the setting %s: found %s; expected %s. Run: pulumi config set --path '%s[0]' %s"
            .formatted(key, found, expected, qualified(key), example));
  }

  /** A setting that must go. */
  void addSurplus(String key, String found, String expected) {
    messages.add(
        "Cannot use the setting %s: found %s; expected %s. Run: pulumi config rm %s"
            .formatted(key, found, expected, qualified(key)));
  }

  /** A setting that must be kept secret. */
  void addSecret(String key, String found, String expected) {
    messages.add(
        "Cannot use the setting %s: found %s; expected %s. Run: pulumi config set --secret %s"
            .formatted(key, found, expected, qualified(key)));
  }

  List<String> messages() {
    return List.copyOf(messages);
  }

  void throwIfAny() {
    if (!messages.isEmpty()) {
      throw new InvalidSettings(messages());
    }
  }

  private static String qualified(String key) {
    return Settings.PROJECT + ":" + key;
  }
}
