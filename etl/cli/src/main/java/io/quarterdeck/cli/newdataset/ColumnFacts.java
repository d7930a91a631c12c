package io.quarterdeck.cli.newdataset;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the values of one column look like. Not thread-safe. */
final class ColumnFacts {
  /** The texts that programs write for a missing value. */
  static final Set<String> NULL_VALUES =
      Set.of(
          "NA", "N/A", "n/a", "#N/A", "NULL", "null", "Null", "None", "none", "NaN", "nan", "\\N",
          "-", "--", ".", "?", "NaT", "<NA>");

  /** The words of booleans, without the digits. */
  static final Map<String, Boolean> WORDS =
      Map.of(
          "true", true, "t", true, "yes", true, "y", true, "on", true, "false", false, "f", false,
          "no", false, "n", false, "off", false);

  private static final int KEPT_VALUES = 2000;
  private static final int KEPT_HASHES = 250_000;
  private static final int KEPT_SHAPES = 6;
  private static final Pattern AFFIXED =
      Pattern.compile("([$€£¥₹]?) ?([+-]?[0-9.,' \\u00A0\\u202F]+?) ?([%$€£¥₹]?)");
  private static final Pattern PLAIN_WHOLE = Pattern.compile("[+-]?[0-9]{1,400}");
  private static final Pattern PLAIN_DECIMAL = Pattern.compile("[+-]?[0-9]{1,400}\\.[0-9]{1,400}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  /** The extent of the numbers that fit a form. */
  static final class Numbers {
    long count;
    int wholeDigits;
    int scale;
    int minimumScale = Integer.MAX_VALUE;
    boolean exponent;
    BigDecimal min;
    BigDecimal max;

    void add(String plain) {
      count++;
      int mantissaEnd = Math.max(plain.indexOf('e'), plain.indexOf('E'));
      exponent |= mantissaEnd >= 0;
      String mantissa = mantissaEnd >= 0 ? plain.substring(0, mantissaEnd) : plain;
      int point = mantissa.indexOf('.');
      int fraction = point < 0 ? 0 : mantissa.length() - point - 1;
      BigDecimal value = new BigDecimal(plain.endsWith(".") ? plain + "0" : plain);
      widen(Math.max(0, value.precision() - value.scale()), fraction, fraction, value, value);
    }

    void add(Numbers other) {
      count += other.count;
      exponent |= other.exponent;
      if (other.count > 0) {
        widen(other.wholeDigits, other.scale, other.minimumScale, other.min, other.max);
      }
    }

    private void widen(int whole, int most, int least, BigDecimal smallest, BigDecimal largest) {
      wholeDigits = Math.max(wholeDigits, whole);
      scale = Math.max(scale, most);
      minimumScale = Math.min(minimumScale, least);
      min = min == null ? smallest : min.min(smallest);
      max = max == null ? largest : max.max(largest);
    }
  }

  /** The values of a date form. */
  static final class Moments {
    long count;
    boolean narrow;
    long firstAbove12;
    long secondAbove12;
    String example = "";

    void add(MomentShape.Value value, String text) {
      count++;
      narrow |= value.narrow();
      firstAbove12 += value.first() > 12 ? 1 : 0;
      secondAbove12 += value.second() > 12 ? 1 : 0;
      example = example.isEmpty() ? text : example;
    }
  }

  long rows;
  long empty;
  long spaced;
  long leadingZeros;
  long wholes;
  long words;
  long bits;
  long basicDates;
  long threeDigitFractions;
  final Map<String, Integer> nullValues = new LinkedHashMap<>();
  final Map<String, Integer> affixes = new LinkedHashMap<>();
  final Map<String, Integer> values = new HashMap<>();

  /** Numbers that are written in the same way in every form. */
  private final Numbers wholeNumbers = new Numbers();

  /** Numbers that are written in the same way in every form with a decimal point. */
  private final Numbers pointNumbers = new Numbers();

  private final Map<NumberForm, Numbers> numbers = new EnumMap<>(NumberForm.class);
  final Map<MomentShape, Moments> moments = new LinkedHashMap<>();
  final Map<String, Integer> oddities = new LinkedHashMap<>();
  private long present;
  private boolean unique = true;
  private final Set<Long> hashes = new HashSet<>();
  private boolean tooManyShapes;

  /** Takes a field. */
  void add(String field) {
    rows++;
    String text = field.strip();
    if (text.length() != field.length()) {
      spaced++;
    }
    if (text.isEmpty()) {
      empty++;
      return;
    }
    if (unique) {
      unique = hashes.size() < KEPT_HASHES && hashes.add(hash(field));
    }
    if (NULL_VALUES.contains(text)) {
      nullValues.merge(text, 1, Integer::sum);
    } else {
      present++;
      classify(text);
    }
    if (values.size() < KEPT_VALUES || values.containsKey(text)) {
      values.merge(text, 1, Integer::sum);
    }
  }

  private static long hash(String text) {
    long hash = 1125899906842597L;
    for (int index = 0; index < text.length(); index++) {
      hash = 31 * hash + text.charAt(index);
    }
    return hash * 0x9E3779B97F4A7C15L;
  }

  private void classify(String text) {
    boolean digits = DIGITS.matcher(text).matches();
    wholes += digits ? 1 : 0;
    leadingZeros += digits && text.length() > 1 && text.charAt(0) == '0' ? 1 : 0;
    bits += text.equals("0") || text.equals("1") ? 1 : 0;
    words += WORDS.containsKey(text.toLowerCase(Locale.ROOT)) ? 1 : 0;
    basicDates += digits && isBasicDate(text) ? 1 : 0;
    boolean number = addNumber(text);
    boolean moment = !digits && addMoment(text);
    if (!number && !moment && (oddities.size() < 20 || oddities.containsKey(text))) {
      oddities.merge(text, 1, Integer::sum);
    }
  }

  private boolean addNumber(String text) {
    if (hasNoDigit(text)) {
      return false;
    }
    if (PLAIN_WHOLE.matcher(text).matches()) {
      wholeNumbers.add(text);
      return true;
    }
    if (PLAIN_DECIMAL.matcher(text).matches()) {
      pointNumbers.add(text);
      if (NumberForm.POINT_GROUPS.fits(text)) {
        ownNumbers(NumberForm.POINT_GROUPS).add(NumberForm.POINT_GROUPS.plain(text));
        threeDigitFractions++;
      }
      return true;
    }
    return addOther(text);
  }

  private static boolean hasNoDigit(String text) {
    for (int index = 0; index < text.length(); index++) {
      if (text.charAt(index) >= '0' && text.charAt(index) <= '9') {
        return false;
      }
    }
    return true;
  }

  /** Takes a number with an exponent, separators, a percent sign or a currency. */
  private boolean addOther(String text) {
    Matcher affixed = AFFIXED.matcher(text);
    boolean matches = affixed.matches();
    String number = matches ? affixed.group(2) : text;
    boolean any = false;
    for (NumberForm form : NumberForm.values()) {
      if (form.fits(number)) {
        ownNumbers(form).add(form.plain(number));
        any = true;
      }
    }
    for (int group = 1; any && matches && group <= 3; group += 2) {
      if (!affixed.group(group).isEmpty()) {
        affixes.merge(affixed.group(group), 1, Integer::sum);
      }
    }
    return any;
  }

  private Numbers ownNumbers(NumberForm form) {
    return numbers.computeIfAbsent(form, key -> new Numbers());
  }

  /** The extent of all numbers that fit a form. */
  Numbers numbers(NumberForm form) {
    Numbers all = new Numbers();
    all.add(wholeNumbers);
    if (form.decimal() == '.') {
      all.add(pointNumbers);
    }
    all.add(numbers.getOrDefault(form, new Numbers()));
    return all;
  }

  private boolean addMoment(String text) {
    Optional<MomentShape.Value> value = MomentShape.of(text);
    if (value.isEmpty() || tooManyShapes) {
      return false;
    }
    moments.computeIfAbsent(value.get().shape(), key -> new Moments()).add(value.get(), text);
    tooManyShapes = moments.size() > KEPT_SHAPES;
    return true;
  }

  private static boolean isBasicDate(String text) {
    if (text.length() != 8) {
      return false;
    }
    int year = Integer.parseInt(text.substring(0, 4));
    int month = Integer.parseInt(text.substring(4, 6));
    int day = Integer.parseInt(text.substring(6));
    return year >= 1900 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  }

  /** The number of values that are neither empty nor the text of a missing value. */
  long present() {
    return present;
  }

  /** The number of values with one of the texts of a missing value. */
  long nullValueCount() {
    return nullValues.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** Whether every value occurs once, and there are more than one. */
  boolean isUnique() {
    return unique && rows > 1 && empty == 0;
  }

  /** Whether there are few enough values to know all of them. */
  boolean hasAllValues() {
    return values.size() < KEPT_VALUES;
  }

  /** Whether all values are dates, perhaps with a time. */
  boolean onlyMoments() {
    return !tooManyShapes
        && present > 0
        && moments.values().stream().mapToLong(each -> each.count).sum() == present;
  }
}
