package io.quarterdeck.loader.encode;

import io.quarterdeck.loader.bytes.Binary;
import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.postgres.BinaryCopy;
import io.quarterdeck.loader.profile.LongStatistics;
import io.quarterdeck.loader.reject.RejectReason;
import java.time.LocalDate;

/** Encodes dates as the number of days since 2000-01-01. */
final class DateEncoder extends LongEncoder {
  private final MomentParser parser;

  DateEncoder(ColumnType.Date type) {
    super(
        "a day of the calendar written " + type.format(),
        LongStatistics.ofMoments(day -> LocalDate.ofEpochDay(day).toString()));
    this.parser = MomentParsers.of(type);
  }

  @Override
  public int encode(byte[] in, int from, int to, byte[] out, int at) {
    value = parser.parse(in, from, to);
    if (value == MomentParser.NONE) {
      return refuse(RejectReason.NOT_A_DATE);
    }
    Binary.putInt(out, at, Integer.BYTES);
    Binary.putInt(out, at + 4, (int) value - BinaryCopy.EPOCH_DAYS);
    return at + 8;
  }
}
