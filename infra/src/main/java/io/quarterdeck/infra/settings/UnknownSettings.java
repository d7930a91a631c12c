package io.quarterdeck.infra.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reports unknown settings: a setting with a misspelled name would have no effect. */
final class UnknownSettings {
  /** A value that a shell command can contain without quotes. */
  private static final Pattern PLAIN = Pattern.compile("[\\w.:/@+-]+");

  private UnknownSettings() {}

  /**
   * Adds a problem for each setting that is set but unknown to the program.
   *
   * @param known the names of the program's settings
   */
  static void check(SettingsSource source, Collection<String> known, SettingsProblems problems) {
    for (String name : source.names()) {
      if (!known.contains(name)) {
        nearest(name, known)
            .ifPresentOrElse(
                meant -> problems.addMistyped(name, meant, shown(source, name)),
                () -> problems.addUnknown(name));
      }
    }
  }

  /**
   * Returns the value to show in a command. It is a placeholder for a secret, a list, and a value
   * that needs quotes.
   */
  private static String shown(SettingsSource source, String name) {
    return source
        .value(name)
        .filter(value -> !source.isEncrypted(name) && PLAIN.matcher(value).matches())
        .orElse("VALUE");
  }

  /**
   * Returns the known name with the smallest edit distance, if that is small for the name's length.
   */
  private static Optional<String> nearest(String name, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.<String>comparingInt(other -> distance(name, other))
                .thenComparing(Comparator.naturalOrder()))
        .filter(meant -> distance(name, meant) <= Math.max(2, name.length() / 3));
  }

  /** Returns the case-insensitive Levenshtein distance. */
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
