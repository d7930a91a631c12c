package io.quarterdeck.cli.newdataset;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Guesses the type of a column from the facts about its values. */
final class TypeGuess {
  private static final BigDecimal INTEGER = BigDecimal.valueOf(Integer.MAX_VALUE);
  private static final BigDecimal BIGINT = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final int MOST_DIGITS = 38;
  private static final int MOST_SCALE = 6;
  private static final int SPARE_DIGITS = 4;
  private static final double MOSTLY = 0.9;

  private final ColumnGuess guess;
  private final ColumnFacts facts;

  private TypeGuess(ColumnGuess guess) {
    this.guess = guess;
    this.facts = guess.facts;
  }

  /** Decides the type of the column. */
  static void decide(ColumnGuess guess) {
    new TypeGuess(guess).decide();
  }

  private void decide() {
    if (facts.present() == 0) {
      because(facts.rows == 0 ? "there are no rows" : "no row has a value");
    } else if (isBoolean()) {
      becomeBoolean();
    } else if (facts.leadingZeros > 0 && facts.wholes == facts.present()) {
      because(
          String.format(
              Locale.ROOT, "%,d of %,d values begin with 0", facts.leadingZeros, facts.present()));
    } else if (facts.basicDates == facts.present() && facts.present() > 1) {
      guess.type = "date";
      guess.formats = List.of("yyyyMMdd");
      because("all values have 8 digits and are dates");
    } else if (facts.onlyMoments()) {
      becomeMoment();
    } else if (!becomeNumber()) {
      becauseText();
    }
    guess.trim = facts.spaced > 0 && (!guess.isText() || facts.spaced < facts.rows);
    guess.trim &= facts.present() > 0;
    if (guess.trim) {
      because(String.format(Locale.ROOT, "%,d values have spaces around them", facts.spaced));
    }
  }

  private void because(String evidence) {
    guess.evidence.add(evidence);
  }

  private boolean isBoolean() {
    List<String> spellings = spellings();
    boolean yes = spellings.stream().anyMatch(word -> truth(word));
    boolean no = spellings.stream().anyMatch(word -> !truth(word));
    boolean telling = spellings.stream().anyMatch(word -> word.length() > 1);
    return facts.words > 0
        && facts.words + facts.bits == facts.present()
        && ((yes && no) || (telling && !spellings.contains("on") && !spellings.contains("no")));
  }

  private static boolean truth(String word) {
    return word.equals("1") || ColumnFacts.WORDS.getOrDefault(word, false);
  }

  private List<String> spellings() {
    return facts.values.keySet().stream()
        .filter(value -> !ColumnFacts.NULL_VALUES.contains(value))
        .map(value -> value.toLowerCase(Locale.ROOT))
        .distinct()
        .sorted()
        .toList();
  }

  private void becomeBoolean() {
    guess.type = "boolean";
    because("the only values are " + String.join(", ", written()));
    for (String value : written()) {
      String lower = value.toLowerCase(Locale.ROOT);
      if (List.of("y", "n", "on", "off").contains(lower)) {
        guess.mapped.put(value, String.valueOf(truth(lower)));
      }
    }
  }

  private List<String> written() {
    return facts.values.keySet().stream()
        .filter(value -> !ColumnFacts.NULL_VALUES.contains(value))
        .sorted()
        .toList();
  }

  private void becomeMoment() {
    List<MomentShape> shapes = new ArrayList<>(facts.moments.keySet());
    boolean withTime = shapes.stream().allMatch(MomentShape::withTime);
    boolean without = shapes.stream().noneMatch(MomentShape::withTime);
    if (!withTime && !without) {
      because("some values have a time and others do not");
      return;
    }
    guess.type = withTime ? "timestamp" : "date";
    boolean iso =
        withTime && shapes.stream().allMatch(shape -> shape.pattern().startsWith("yyyy-N-D"));
    if (iso && shapes.size() > 1 && facts.moments.values().stream().noneMatch(m -> m.narrow)) {
      guess.formats = List.of("iso-8601");
      because("the values have " + shapes.size() + " forms of ISO 8601");
    } else {
      guess.formats = shapes.stream().map(this::format).toList();
    }
    if (shapes.stream().anyMatch(MomentShape::withOffset)) {
      because("the values have an offset, so the column holds UTC");
    }
  }

  private String format(MomentShape shape) {
    ColumnFacts.Moments values = facts.moments.get(shape);
    if (shape.order() != MomentShape.Order.YEAR_LAST) {
      String format = shape.text(values.narrow, false);
      because(
          String.format(
              Locale.ROOT, "%,d values are written like %s", values.count, values.example));
      return format;
    }
    if (values.firstAbove12 > 0 && values.secondAbove12 > 0) {
      // No order fits all values; the check of the file decides.
      because("neither the first nor the second number is always a month");
    } else if (values.firstAbove12 > 0) {
      String format = shape.text(values.narrow, false);
      because(counted(values.firstAbove12, values.count, "first", format));
      return format;
    } else if (values.secondAbove12 > 0) {
      String format = shape.text(values.narrow, true);
      because(counted(values.secondAbove12, values.count, "second", format));
      return format;
    }
    guess.ambiguous.add(shape);
    return shape.text(values.narrow, false);
  }

  private static String counted(long above, long all, String which, String format) {
    return String.format(
        Locale.ROOT,
        "%,d of %,d values have a day above 12 as their %s number: %s",
        above,
        all,
        which,
        format);
  }

  /** Chooses a form that all numbers fit. Allows one other text, which then means null. */
  private boolean becomeNumber() {
    for (NumberForm form : NumberForm.values()) {
      ColumnFacts.Numbers numbers = facts.numbers(form);
      if (numbers.count > 0 && fits(numbers)) {
        return becomeNumber(form, numbers);
      }
    }
    return false;
  }

  private boolean fits(ColumnFacts.Numbers numbers) {
    return numbers.count == facts.present() || onlyOdd(numbers).isPresent();
  }

  /** The only text that is not a number, if it has no digits and nearly all others are numbers. */
  private Optional<Map.Entry<String, Integer>> onlyOdd(ColumnFacts.Numbers numbers) {
    return facts.oddities.size() != 1
        ? Optional.empty()
        : facts.oddities.entrySet().stream()
            .filter(odd -> numbers.count + odd.getValue() == facts.present())
            .filter(odd -> numbers.count >= MOSTLY * facts.present())
            .filter(odd -> odd.getKey().chars().noneMatch(Character::isDigit))
            .findFirst();
  }

  private boolean becomeNumber(NumberForm form, ColumnFacts.Numbers numbers) {
    String type = type(numbers);
    if (type.isEmpty()) {
      because(
          "the numbers have up to %d digits, more than any type".formatted(numbers.wholeDigits));
      return true;
    }
    guess.type = type;
    guess.form = form;
    onlyOdd(numbers)
        .ifPresent(
            odd -> {
              guess.mapped.put(odd.getKey(), "");
              because(
                  String.format(
                      Locale.ROOT,
                      "%,d values are '%s', read as null",
                      odd.getValue(),
                      odd.getKey()));
            });
    for (Map.Entry<String, Integer> affix : facts.affixes.entrySet()) {
      guess.removed.add(affix.getKey());
      because(
          String.format(
              Locale.ROOT,
              "%,d values have %s, which is removed",
              affix.getValue(),
              affix.getKey()));
    }
    if (form != NumberForm.PLAIN) {
      because(written(form));
    }
    if (type.startsWith("decimal") && numbers.scale == 0) {
      because("the numbers are beyond bigint");
    }
    return true;
  }

  private static String written(NumberForm form) {
    String groups =
        form.thousands().isEmpty()
            ? ""
            : "groups of three are separated by \"" + form.thousands() + '"';
    String comma = form.decimal() == ',' ? "the decimal character is a comma" : "";
    return List.of(comma, groups).stream()
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** The type that holds the numbers, or an empty text. */
  static String type(ColumnFacts.Numbers numbers) {
    if (numbers.exponent) {
      return "double";
    }
    if (numbers.scale == 0) {
      BigDecimal largest = numbers.max.abs().max(numbers.min.abs());
      if (largest.compareTo(INTEGER) <= 0) {
        return "integer";
      }
      return largest.compareTo(BIGINT) <= 0
          ? "bigint"
          : numbers.wholeDigits <= MOST_DIGITS ? "decimal(" + MOST_DIGITS + ",0)" : "";
    }
    boolean money = numbers.scale <= 2 && numbers.minimumScale == numbers.scale;
    boolean fixed = money || (numbers.scale == numbers.minimumScale && numbers.scale <= MOST_SCALE);
    int precision = Math.max(12, numbers.wholeDigits + numbers.scale + SPARE_DIGITS);
    return fixed && precision <= MOST_DIGITS
        ? "decimal(" + precision + "," + numbers.scale + ")"
        : "double";
  }

  private void becauseText() {
    long numbers =
        Arrays.stream(NumberForm.values())
            .mapToLong(form -> facts.numbers(form).count)
            .max()
            .orElse(0);
    long dates = facts.moments.values().stream().mapToLong(each -> each.count).sum();
    String others =
        facts.oddities.keySet().stream()
            .limit(3)
            .map(value -> value.length() > 20 ? value.substring(0, 20) + "…" : value)
            .collect(Collectors.joining("', '", "'", "'"));
    if (numbers > 0) {
      because(
          String.format(
              Locale.ROOT,
              "%,d of %,d values are numbers, but not %s",
              numbers,
              facts.present(),
              others));
    } else if (dates > 0) {
      because(
          String.format(
              Locale.ROOT,
              "%,d of %,d values are dates, but not %s",
              dates,
              facts.present(),
              others));
    }
  }
}
