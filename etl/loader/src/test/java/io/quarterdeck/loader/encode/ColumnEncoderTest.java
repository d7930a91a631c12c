package io.quarterdeck.loader.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.reject.RejectReason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ColumnEncoderTest {
  private static final int PADDING = 3;

  /**
   * The bytes that PostgreSQL sends for statements such as {@code select VALUE::numeric(20, 5)}.
   */
  @ParameterizedTest
  @CsvSource({
    "20, 5, 0, 0000 0000 0000 0005",
    "20, 5, -0.000, 0000 0000 0000 0005",
    "20, 5, 1, 0001 0000 0000 0005 0001",
    "20, 5, -1.5, 0002 0000 4000 0005 0001 1388",
    "20, 5, 12345.6789, 0003 0001 0000 0005 0001 0929 1a85",
    "20, 5, 0.00001, 0001 fffe 0000 0005 03e8",
    "20, 5, 10000, 0001 0001 0000 0005 0001",
    "20, 5, 100000000.00010, 0004 0002 0000 0005 0001 0000 0000 0001",
    "4, 2, .5, 0001 ffff 0000 0002 1388",
    "4, 2, 05., 0001 0000 0000 0002 0005"
  })
  void decimalsAreDigitsOfBaseTenThousand(int precision, int scale, String value, String hex) {
    byte[] sent = sent(encoder(new ColumnType.Decimal(precision, scale)), value);
    assertThat(HexFormat.of().formatHex(sent)).isEqualTo(hex.replace(" ", ""));
  }

  @Test
  void decimalsAreDecodedUnchangedOrRefused() {
    Random random = new Random(11);
    for (int round = 0; round < 50_000; round++) {
      int precision = 1 + random.nextInt(40);
      int scale = random.nextInt(precision + 1);
      String text = randomDecimal(random);
      ColumnEncoder encoder = encoder(new ColumnType.Decimal(precision, scale));
      byte[] sent = sent(encoder, text);
      BigDecimal value = new BigDecimal(text);
      boolean fits =
          value.stripTrailingZeros().scale() <= scale
              && value.abs().compareTo(BigDecimal.TEN.pow(precision - scale)) < 0;
      assertThat(sent.length > 0)
          .as("%s as numeric(%d,%d)", text, precision, scale)
          .isEqualTo(fits);
      if (fits) {
        assertThat(numeric(sent)).isEqualTo(value.setScale(scale));
      } else {
        assertThat(encoder.reason()).isEqualTo(RejectReason.TOO_MANY_DIGITS);
      }
    }
  }

  @Test
  void decimalsInAnyOtherNotationAreRefused() {
    for (String value :
        new String[] {"", "-", "+", ".", "-.", "1e3", "1,5", " 1", "1 ", "0x1", "1.2.3", "--1"}) {
      assertRefused(new ColumnType.Decimal(10, 2), value, RejectReason.NOT_A_NUMBER);
    }
  }

  @Test
  void boundsApplyToAllNumericTypes() {
    assertThat(bounded(new ColumnType.Decimal(5, 1), "-1.5").expected())
        .isEqualTo(
            "a decimal number from -2 up to 10.5 with at most 4 digits before the point and 1 after"
                + " it");
    for (ColumnType type :
        new ColumnType[] {
          new ColumnType.Decimal(5, 1), new ColumnType.Decimal(30, 1), new ColumnType.Float64()
        }) {
      assertThat(sent(bounded(type, "min"), "-2")).isNotEmpty();
      assertThat(sent(bounded(type, "max"), "10.5")).isNotEmpty();
      assertThat(sent(bounded(type, "low"), "-2.1")).isEmpty();
      assertThat(sent(bounded(type, "high"), "10.6")).isEmpty();
    }
    assertThat(sent(bounded(new ColumnType.Int(), "max"), "10")).isNotEmpty();
    assertThat(sent(bounded(new ColumnType.Int(), "high"), "11")).isEmpty();
  }

  @Test
  void wholeNumbersAreAcceptedWithinTheRangeOfTheirType() {
    Random random = new Random(5);
    for (int round = 0; round < 50_000; round++) {
      BigInteger value = new BigInteger(1 + random.nextInt(70), random);
      String text =
          (random.nextBoolean() ? "-" : random.nextBoolean() ? "+" : "")
              + "0".repeat(random.nextInt(3) * random.nextInt(12))
              + value;
      BigInteger signed = text.startsWith("-") ? value.negate() : value;
      byte[] wide = sent(encoder(new ColumnType.BigInt()), text);
      byte[] narrow = sent(encoder(new ColumnType.Int()), text);
      assertThat(wide.length > 0).as(text).isEqualTo(signed.bitLength() < 64);
      assertThat(narrow.length > 0).as(text).isEqualTo(signed.bitLength() < 32);
      if (wide.length > 0) {
        assertThat(ByteBuffer.wrap(wide).getLong()).isEqualTo(signed.longValueExact());
      }
      if (narrow.length > 0) {
        assertThat(ByteBuffer.wrap(narrow).getInt()).isEqualTo(signed.intValueExact());
      }
    }
    assertThat(sent(encoder(new ColumnType.BigInt()), "-9223372036854775808")).isNotEmpty();
    assertThat(sent(encoder(new ColumnType.BigInt()), "9223372036854775807")).isNotEmpty();
    assertRefused(new ColumnType.BigInt(), "9223372036854775808", RejectReason.OUT_OF_RANGE);
    assertRefused(new ColumnType.BigInt(), "-9223372036854775809", RejectReason.OUT_OF_RANGE);
    assertRefused(new ColumnType.BigInt(), "1" + "0".repeat(1000), RejectReason.OUT_OF_RANGE);
  }

  @Test
  void doublesEqualThoseOfJava() {
    Random random = new Random(3);
    for (int round = 0; round < 50_000; round++) {
      String text =
          random.nextBoolean() ? Double.toString(randomDouble(random)) : randomDecimal(random);
      byte[] sent = sent(encoder(new ColumnType.Float64()), text);
      assertThat(ByteBuffer.wrap(sent).getDouble()).as(text).isEqualTo(Double.parseDouble(text));
    }
    for (String text :
        new String[] {
          "NaN", "Infinity", "-Infinity", "1d", "1f", "0x1p3", " 1", "1e", "e1", "1e+", ".", "1e1.5"
        }) {
      assertRefused(new ColumnType.Float64(), text, RejectReason.NOT_A_NUMBER);
    }
    for (String text : new String[] {"1e999", "-1e999", "1e-999"}) {
      assertRefused(new ColumnType.Float64(), text, RejectReason.OUT_OF_RANGE);
    }
    assertThat(sent(encoder(new ColumnType.Float64()), "0e-999")).isEqualTo(new byte[8]);
  }

  @Test
  void booleansHaveEightWords() {
    for (String text : new String[] {"true", "T", "Yes", "1"}) {
      assertThat(sent(encoder(new ColumnType.Bool()), text)).containsExactly(1);
    }
    for (String text : new String[] {"FALSE", "f", "nO", "0"}) {
      assertThat(sent(encoder(new ColumnType.Bool()), text)).containsExactly(0);
    }
    for (String text : new String[] {"", "y", "n", "2", "truee", "on"}) {
      assertRefused(new ColumnType.Bool(), text, RejectReason.NOT_A_BOOLEAN);
    }
  }

  @Test
  void datesAndTimestampsCountFromTheStartOf2000() {
    assertThat(sent(encoder(new ColumnType.Date("dd-MM-yyyy")), "01-01-2000"))
        .containsExactly(0, 0, 0, 0);
    assertThat(sent(encoder(new ColumnType.Date("d.M.yy")), "31.12.99")).hasSize(4);
    assertThat(sent(encoder(new ColumnType.Date("yyyy-MM-dd")), "1999-12-31"))
        .containsExactly(-1, -1, -1, -1);
    assertThat(
            sent(
                encoder(new ColumnType.Timestamp("yyyy-MM-dd HH:mm:ss[.SSSSSS]")),
                "2000-01-01 00:00:00.000258"))
        .containsExactly(0, 0, 0, 0, 0, 0, 1, 2);
    assertThat(
            sent(encoder(new ColumnType.Timestamp("yyyy-MM-dd'T'HH:mm:ss")), "1999-12-31T23:59:59"))
        .isEqualTo(ByteBuffer.allocate(8).putLong(-1_000_000).array());
  }

  private static double randomDouble(Random random) {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? value : random.nextGaussian();
  }

  private static String randomDecimal(Random random) {
    String whole = digits(random, random.nextInt(25));
    String fraction = digits(random, random.nextInt(25));
    String text = whole + (fraction.isEmpty() && random.nextBoolean() ? "" : "." + fraction);
    String sign = random.nextInt(3) == 0 ? "-" : random.nextInt(5) == 0 ? "+" : "";
    return sign + (whole.isEmpty() && fraction.isEmpty() ? "0" : text);
  }

  private static String digits(Random random, int count) {
    StringBuilder digits = new StringBuilder();
    boolean zeros = random.nextInt(3) == 0;
    for (int index = 0; index < count; index++) {
      digits.append(zeros && random.nextInt(4) > 0 ? 0 : random.nextInt(10));
    }
    return digits.toString();
  }

  private static BigDecimal numeric(byte[] sent) {
    ByteBuffer value = ByteBuffer.wrap(sent);
    int count = value.getShort();
    int weight = value.getShort();
    int sign = value.getShort();
    int scale = value.getShort();
    BigDecimal sum = BigDecimal.ZERO;
    for (int index = 0; index < count; index++) {
      sum = sum.add(new BigDecimal(BigInteger.valueOf(value.getShort()), -4 * (weight - index)));
    }
    assertThat(value.hasRemaining()).isFalse();
    return sign == 0 ? sum.setScale(scale) : sum.setScale(scale).negate();
  }

  private static void assertRefused(ColumnType type, String value, RejectReason reason) {
    ColumnEncoder encoder = encoder(type);
    assertThat(sent(encoder, value)).as(value).isEmpty();
    assertThat(encoder.reason()).as(value).isEqualTo(reason);
  }

  private static ColumnEncoder encoder(ColumnType type) {
    return ColumnEncoder.of(new Column("c", "c", type, false, Optional.empty(), Optional.empty()));
  }

  private static ColumnEncoder bounded(ColumnType type, String name) {
    return ColumnEncoder.of(
        new Column(
            name,
            name,
            type,
            false,
            Optional.of(new BigDecimal("-2")),
            Optional.of(new BigDecimal("10.5"))));
  }

  /** The bytes of the value without the length, or an empty array if it is refused. */
  private static byte[] sent(ColumnEncoder encoder, String value) {
    byte[] in = ("xyz" + value + "xyz").getBytes(StandardCharsets.UTF_8);
    int length = in.length - 2 * PADDING;
    byte[] out = new byte[PADDING + length + 20];
    int end = encoder.encode(in, PADDING, PADDING + length, out, PADDING);
    if (end < 0) {
      return new byte[0];
    }
    encoder.count(out);
    assertThat(ByteBuffer.wrap(out).getInt(PADDING)).isEqualTo(end - PADDING - 4);
    return Arrays.copyOfRange(out, PADDING + 4, end);
  }
}
