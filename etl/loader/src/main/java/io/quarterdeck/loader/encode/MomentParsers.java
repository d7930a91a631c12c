package io.quarterdeck.loader.encode;

import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.dataset.MomentFormats;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Chooses the parsers of the forms of a column. */
final class MomentParsers {
  private MomentParsers() {}

  /** The parser of a date column. */
  static MomentParser of(ColumnType.Date type) {
    return of(
        type.format(),
        format -> DigitPattern.ofDays(format).orElseGet(() -> FormatterMoments.ofDays(format)));
  }

  /** The parser of a timestamp column. */
  static MomentParser of(ColumnType.Timestamp type) {
    Optional<ZoneId> zone = type.zone().map(ZoneId::of);
    return of(type.format(), format -> moment(format, zone));
  }

  private static MomentParser moment(String format, Optional<ZoneId> zone) {
    if (MomentFormats.isEpoch(format)) {
      return new EpochMoments(format.equals(MomentFormats.EPOCH_SECONDS) ? 6 : 3);
    }
    Optional<MomentParser> digits =
        zone.isPresent() ? Optional.empty() : DigitPattern.ofMoments(format);
    return digits.orElseGet(() -> FormatterMoments.ofMoments(format, zone));
  }

  private static MomentParser of(String formats, Function<String, MomentParser> parser) {
    List<MomentParser> parsers = MomentFormats.split(formats).stream().map(parser).toList();
    return parsers.size() == 1 ? parsers.get(0) : new AlternativeMoments(parsers);
  }

  /** Tries several forms in order. */
  private record AlternativeMoments(List<MomentParser> parsers) implements MomentParser {
    @Override
    public long parse(byte[] in, int from, int to) {
      for (MomentParser parser : parsers) {
        long moment = parser.parse(in, from, to);
        if (moment != NONE) {
          return moment;
        }
      }
      return NONE;
    }
  }
}
