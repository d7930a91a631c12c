package io.quarterdeck.loader.dataset;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field of a Quartz cron expression.
 *
 * @param name the name of the field
 * @param smallest the smallest number
 * @param largest the largest number
 * @param words the names of the numbers, from the smallest
 * @param special a pattern of the special items that the field accepts, or an empty string
 */
record QuartzField(String name, int smallest, int largest, List<String> words, String special) {
  private static final Pattern ITEM =
      Pattern.compile("(?:(\\*)|([0-9A-Z]+)(?:-([0-9A-Z]+))?)?(?:/([0-9]{1,4}))?");

  /**
   * Whether the field accepts a list of stars, numbers, ranges and steps. A special item must be
   * the only item, except n#k, which lists may contain.
   */
  boolean accepts(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    for (String item : upper.split(",", -1)) {
      if (!special.isEmpty() && item.matches(special)) {
        // Quartz accepts L and W only outside of lists.
        if (!item.equals(upper) && !item.contains("#")) {
          return false;
        }
      } else if (!plain(item)) {
        return false;
      }
    }
    return true;
  }

  String expected(String found) {
    String names = words.isEmpty() ? "" : " or " + words.get(0) + "-" + words.get(words.size() - 1);
    return "%s from %d to %d%s, not '%s'".formatted(name, smallest, largest, names, found);
  }

  private boolean plain(String item) {
    Matcher matcher = ITEM.matcher(item);
    if (item.isEmpty() || !matcher.matches()) {
      return false;
    }
    boolean step = matcher.group(4) == null || stepFits(Integer.parseInt(matcher.group(4)));
    return step && known(matcher.group(2)) && known(matcher.group(3));
  }

  private boolean stepFits(int step) {
    return step >= 1 && step <= largest;
  }

  private boolean known(String value) {
    if (value == null || words.contains(value)) {
      return true;
    }
    if (!value.matches("[0-9]{1,4}")) {
      return false;
    }
    int number = Integer.parseInt(value);
    return number >= smallest && number <= largest;
  }
}
