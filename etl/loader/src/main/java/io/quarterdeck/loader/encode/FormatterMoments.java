package io.quarterdeck.loader.encode;

import io.quarterdeck.loader.dataset.MomentFormats;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.BinaryCopy;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Optional;

/**
 * Parses any format of java.time with the strict resolver and English names of months and days.
 * {@code y} is read as {@code u}, because the strict resolver requires an era for {@code y}. Values
 * with digits beyond the microsecond are refused, not rounded. A moment with an offset, or in a
 * time zone, is converted to UTC. A local time that a time zone skips is refused; of two moments
 * with the same local time, the first is chosen.
 */
final class FormatterMoments implements MomentParser {
  private final DateTimeFormatter formatter;
  private final boolean withTime;
  private final Optional<ZoneId> zone;

  private FormatterMoments(String format, boolean withTime, Optional<ZoneId> zone) {
    try {
      this.formatter = MomentFormats.formatter(format);
    } catch (IllegalArgumentException e) {
      throw Failure.causedBy(
          e,
          "Cannot use the format \"%s\": %s; expected letters of java.time such as "
              + "dd-MM-yyyy. Change it in the dataset.",
          format,
          e.getMessage());
    }
    this.withTime = withTime;
    this.zone = zone;
  }

  static MomentParser ofDays(String format) {
    return new FormatterMoments(format, false, Optional.empty());
  }

  static MomentParser ofMoments(String format) {
    return ofMoments(format, Optional.empty());
  }

  /**
   * A parser for timestamps.
   *
   * @param zone the time zone of values without an offset, if they are in one
   */
  static MomentParser ofMoments(String format, Optional<ZoneId> zone) {
    return new FormatterMoments(format, true, zone);
  }

  @Override
  public long parse(byte[] in, int from, int to) {
    try {
      TemporalAccessor parsed =
          formatter.parse(new String(in, from, to - from, StandardCharsets.UTF_8));
      return withTime ? moment(parsed) : days(LocalDate.from(parsed));
    } catch (DateTimeException e) {
      return NONE;
    }
  }

  private long moment(TemporalAccessor parsed) {
    LocalDateTime local = LocalDateTime.from(parsed);
    ZoneId written = parsed.query(TemporalQueries.zone());
    Optional<ZoneId> from = written == null ? zone : Optional.of(written);
    if (from.isEmpty()) {
      return micros(local);
    }
    List<ZoneOffset> offsets = from.get().getRules().getValidOffsets(local);
    return offsets.isEmpty() ? NONE : micros(local.minusSeconds(offsets.get(0).getTotalSeconds()));
  }

  private static long days(LocalDate date) {
    return date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR ? NONE : date.toEpochDay();
  }

  private static long micros(LocalDateTime moment) {
    long nanos = moment.toLocalTime().toNanoOfDay();
    long day = days(moment.toLocalDate());
    return day == NONE || nanos % 1000 != 0
        ? NONE
        : day * BinaryCopy.MICROSECONDS_PER_DAY + nanos / 1000;
  }
}
