package io.quarterdeck.loader.encode;

import io.quarterdeck.loader.postgres.BinaryCopy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * Parses a count of seconds or milliseconds since 1970-01-01. Values with digits beyond the
 * microsecond are refused, not rounded.
 *
 * @param microDigits the number of decimal digits that make a unit a microsecond
 */
record EpochMoments(int microDigits) implements MomentParser {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");
  private static final BigDecimal FIRST = micros(LocalDate.of(FIRST_YEAR, 1, 1));
  private static final BigDecimal AFTER_LAST = micros(LocalDate.of(LAST_YEAR + 1, 1, 1));

  @Override
  public long parse(byte[] in, int from, int to) {
    String text = new String(in, from, to - from, StandardCharsets.UTF_8);
    if (!NUMBER.matcher(text).matches()) {
      return NONE;
    }
    BigDecimal micros = new BigDecimal(text).movePointRight(microDigits);
    boolean whole = micros.stripTrailingZeros().scale() <= 0;
    boolean within = micros.compareTo(FIRST) >= 0 && micros.compareTo(AFTER_LAST) < 0;
    return whole && within ? micros.longValueExact() : NONE;
  }

  private static BigDecimal micros(LocalDate day) {
    return BigDecimal.valueOf(day.toEpochDay())
        .multiply(BigDecimal.valueOf(BinaryCopy.MICROSECONDS_PER_DAY));
  }
}
