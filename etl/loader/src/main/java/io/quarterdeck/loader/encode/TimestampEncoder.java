package io.quarterdeck.loader.encode;

import io.quarterdeck.loader.bytes.Binary;
import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.postgres.BinaryCopy;
import io.quarterdeck.loader.profile.LongStatistics;
import io.quarterdeck.loader.reject.RejectReason;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Encodes timestamps without time zone as the number of microseconds since 2000-01-01. */
final class TimestampEncoder extends LongEncoder {
  private static final long MICROS_PER_SECOND = 1_000_000L;

  private final MomentParser parser;

  TimestampEncoder(ColumnType.Timestamp type) {
    super("a moment written " + type.format(), LongStatistics.ofMoments(TimestampEncoder::words));
    this.parser = MomentParsers.of(type);
  }

  @Override
  public int encode(byte[] in, int from, int to, byte[] out, int at) {
    value = parser.parse(in, from, to);
    if (value == MomentParser.NONE) {
      return refuse(RejectReason.NOT_A_TIMESTAMP);
    }
    Binary.putInt(out, at, Long.BYTES);
    Binary.putLong(out, at + 4, value - BinaryCopy.EPOCH_MICROSECONDS);
    return at + 12;
  }

  private static String words(long micros) {
    long seconds = Math.floorDiv(micros, MICROS_PER_SECOND);
    int nanos = (int) Math.floorMod(micros, MICROS_PER_SECOND) * 1000;
    return LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC).toString();
  }
}
