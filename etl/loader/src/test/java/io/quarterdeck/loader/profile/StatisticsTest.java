package io.quarterdeck.loader.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StatisticsTest {
  @Test
  void distinctValuesAreExactUpTo2048() {
    DistinctCounter counter = new DistinctCounter();
    for (int value = 0; value < 3 * 2048; value++) {
      counter.add(Hash.of(value % 2048));
    }
    assertThat(counter.count()).isEqualTo(2048);
  }

  @Test
  void distinctValuesBeyondThatAreWithinThreeStandardErrors() {
    for (int many : new int[] {2049, 5_000, 20_000, 50_000, 100_000, 1_000_000}) {
      DistinctCounter numbers = new DistinctCounter();
      DistinctCounter texts = new DistinctCounter();
      for (int value = 0; value < many; value++) {
        numbers.add(Hash.of(value * 10L));
        texts.add(Hash.of(("town number " + value).getBytes(StandardCharsets.US_ASCII)));
      }
      assertThat((double) numbers.count()).isCloseTo(many, within(0.025 * many));
      assertThat((double) texts.count()).isCloseTo(many, within(0.025 * many));
    }
  }

  @Test
  void valuesOfSeveralWorkersAreCountedOnce() {
    DistinctCounter all = new DistinctCounter();
    DistinctCounter many = new DistinctCounter();
    DistinctCounter few = new DistinctCounter();
    for (int value = 0; value < 10_000; value++) {
      all.add(Hash.of(value));
      many.add(Hash.of(value));
      if (value < 100) {
        few.add(Hash.of(value));
      }
    }
    few.add(many);
    many.add(few);
    assertThat(few.count()).isEqualTo(all.count());
    assertThat(many.count()).isEqualTo(all.count());
  }

  @Test
  void sumsOfWholeNumbersDoNotOverflow() {
    Random random = new Random(1);
    LongStatistics first = LongStatistics.ofNumbers(2);
    LongStatistics second = LongStatistics.ofNumbers(2);
    BigInteger sum = BigInteger.ZERO;
    for (int round = 0; round < 1000; round++) {
      long value = random.nextLong() | (round < 500 ? Long.MIN_VALUE : 0);
      (random.nextBoolean() ? first : second).add(value);
      sum = sum.add(BigInteger.valueOf(value));
    }
    first.add(second);
    assertThat(first.profile("n").sum()).contains(new BigDecimal(sum, 2).toPlainString());
    assertThat(first.profile("n").values()).isEqualTo(1000);
  }

  @Test
  void sumsOfDoublesKeepSmallValues() {
    DoubleStatistics statistics = new DoubleStatistics();
    statistics.add(1e16);
    for (int round = 0; round < 1000; round++) {
      statistics.add(1.0);
    }
    statistics.add(-1e16);
    assertThat(statistics.profile("d").sum()).contains("1000.0");
  }

  @Test
  void textIsComparedByBytesAndCutInProfiles() {
    TextStatistics statistics = new TextStatistics();
    for (String text : new String[] {"b", "é".repeat(150), "B", ""}) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      statistics.add(bytes, 0, bytes.length);
    }
    ColumnProfile profile = statistics.profile("t");
    assertThat(profile.min()).contains("");
    assertThat(profile.max()).contains("é".repeat(100) + "…");
    assertThat(profile.distinct()).isEqualTo(4);
  }

  @Test
  void wideDecimalsHaveExactSumsAndMeansOf16Digits() {
    DecimalStatistics statistics = new DecimalStatistics();
    DecimalStatistics other = new DecimalStatistics();
    statistics.add(new BigDecimal("12345678901234567890.10"));
    other.add(new BigDecimal("-0.05"));
    other.add(new BigDecimal("0.05"));
    statistics.add(other);
    ColumnProfile profile = statistics.profile("d");
    assertThat(profile.sum()).contains("12345678901234567890.10");
    assertThat(profile.mean()).contains("4115226300411523000");
    assertThat(profile.min()).contains("-0.05");
    assertThat(profile.max()).contains("12345678901234567890.10");
  }
}
