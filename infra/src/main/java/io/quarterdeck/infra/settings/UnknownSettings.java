package io.quarterdeck.infra.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Refuses settings that the program does not have: a mistyped one would have no effect. */
final class UnknownSettings {
  /** What a shell takes as one word as it is. */
  private static final Pattern PLAIN = Pattern.compile("[\\w.:/@+-]+");

  private UnknownSettings() {}

  /**
   * Adds a problem for each setting that is set and that the program does not have.
   *
   * @param known the names of the program's settings
   */
  static void check(SettingsSource source, Collection<String> known, Problems problems) {
    for (String name : source.names()) {
      if (!known.contains(name)) {
        nearest(name, known)
            .ifPresentOrElse(
                meant -> problems.addMistyped(name, meant, shown(source, name)),
                () -> problems.addUnknown(name));
      }
    }
  }

  /** The value for a command line; a placeholder for a secret, a list and what needs quotes. */
  private static String shown(SettingsSource source, String name) {
    return source
        .value(name)
        .filter(value -> !source.isEncrypted(name) && PLAIN.matcher(value).matches())
        .orElse("VALUE");
  }

  /** The name that takes the fewest changes, where those are few for its length. */
  private static Optional<String> nearest(String name, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.<String>comparingInt(other -> distance(name, other))
                .thenComparing(Comparator.naturalOrder()))
        .filter(meant -> distance(name, meant) <= Math.max(2, name.length() / 3));
  }

  /** How many letters must be put in, taken out or exchanged; case is not looked at. */
  private static int distance(String one, String other) {
    String from = one.toLowerCase(Locale.ROOT);
    String to = other.toLowerCase(Locale.ROOT);
    int[] above = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int exchanged = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                above[column - 1] + exchanged, 1 + Math.min(above[column], current[column - 1]));
      }
      above = current;
    }
    return above[to.length()];
  }
}
