package io.quarterdeck.cli.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes the rows of one day at a time. */
final class Rows {
  private static final int SMALLEST_COUNT = 100;

  /** Counts have three or four digits. */
  private static final int COUNT_SPAN = 4_900;

  private static final long LOW_32_BITS = 0xFFFF_FFFFL;
  private static final int SLOT_MASK = (1 << Slots.BITS) - 1;

  private final RowWriter writer;
  private final SplitMix64 random;
  private final List<Domain> domains = Domain.ALL;
  private final byte[][] domainNames =
      domains.stream().map(domain -> ascii(domain.name())).toArray(byte[][]::new);
  private final byte[][] townNames =
      Arrays.stream(Towns.NAMES).map(Rows::ascii).toArray(byte[][]::new);
  private final byte[] townSlots = Slots.of(Towns.weights());

  Rows(RowWriter writer, long seed) {
    this.writer = writer;
    this.random = new SplitMix64(seed);
  }

  void write(Day day, long rows) throws IOException {
    byte[] date = day.text();
    byte[] domainSlots = domainSlots(day.date().getMonthValue());
    for (long row = 0; row < rows; row++) {
      long choice = random.next();
      int domain = domainSlots[(int) choice & SLOT_MASK];
      int town = townSlots[(int) (choice >>> Slots.BITS) & SLOT_MASK];
      Domain kind = domains.get(domain);
      long size = random.next();
      writer.text(date);
      writer.text(domainNames[domain]);
      writer.text(townNames[town]);
      writer.number(kind.smallest() + skewed(size >>> 32, kind.span()));
      writer.character(',');
      writer.number(SMALLEST_COUNT + even(size & LOW_32_BITS, COUNT_SPAN));
      writer.end();
    }
  }

  private byte[] domainSlots(int month) {
    return Slots.of(domains.stream().mapToInt(domain -> domain.weight(month)).toArray());
  }

  /**
   * A number from 0 to span - 1, in which small numbers are more frequent: the square of a uniform
   * number.
   */
  private static int skewed(long bits, int span) {
    return even((bits * bits) >>> 32, span);
  }

  /** A uniform number from 0 to span - 1, computed from 32 unsigned bits. */
  private static int even(long bits, int span) {
    return (int) ((bits * span) >>> 32);
  }

  private static byte[] ascii(String text) {
    return (text + ",").getBytes(StandardCharsets.US_ASCII);
  }
}
