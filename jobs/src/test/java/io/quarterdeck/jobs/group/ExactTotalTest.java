package io.quarterdeck.jobs.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactTotalTest {
  @Test
  void equalsTheSumOfBigIntegersForAllSizesAndSplits() {
    Random random = new Random(20261121);
    for (int run = 0; run < 200; run++) {
      ExactTotal[] parts = {new ExactTotal(), new ExactTotal(), new ExactTotal()};
      BigInteger expected = BigInteger.ZERO;
      for (int i = 0; i < 300; i++) {
        long value = random.nextLong() >> random.nextInt(64);
        parts[random.nextInt(2)].add(value);
        expected = expected.add(BigInteger.valueOf(value));
        BigInteger large = new BigInteger(random.nextInt(120), random).negate();
        parts[random.nextInt(2)].add(large);
        expected = expected.add(large);
      }
      parts[0].add(parts[1]);
      parts[0].add(parts[2]); // empty
      assertThat(parts[0].value(3)).contains(new BigDecimal(expected, 3));
    }
  }

  @Test
  void hasNoValueUntilANumberIsAddedEvenIfItIsZero() {
    ExactTotal total = new ExactTotal();
    total.add(new ExactTotal());
    assertThat(total.value(0)).isEmpty();
    total.add(0);
    assertThat(total.value(2)).contains(new BigDecimal("0.00"));
  }
}
