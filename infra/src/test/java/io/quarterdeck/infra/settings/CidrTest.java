package io.quarterdeck.infra.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0, 10.255.255.255, 16777216",
    "203.0.113.0/24, 203.0.113.0, 203.0.113.255, 256",
    "255.255.255.255/32, 255.255.255.255, 255.255.255.255, 1",
    "0.0.0.0/0, 0.0.0.0, 255.255.255.255, 4294967296"
  })
  void aNetworkHasAFirstAndALastAddress(String text, String first, String last, long size) {
    Cidr cidr = Cidr.parse(text).orElseThrow();
    assertThat(cidr).hasToString(text);
    assertThat(cidr.first()).isEqualTo(first);
    assertThat(cidr.last()).isEqualTo(last);
    assertThat(cidr.size()).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10.0.0.0", "10.0.0.0/33", "10.0.0.1/24", "10.0.0.256/32", "10.0.0/8", "::/0"})
  void refusesTextThatIsNotANetwork(String text) {
    assertThat(Cidr.parse(text)).isEmpty();
  }

  @Test
  void adjacentNetworksDoNotOverlap() {
    assertThat(overlap("10.0.0.0/25", "10.0.0.128/25")).isFalse();
    assertThat(overlap("10.0.0.0/24", "10.0.0.128/25")).isTrue();
    assertThat(overlap("10.0.0.128/25", "10.0.0.0/24")).isTrue();
  }

  private static boolean overlap(String one, String other) {
    return Cidr.parse(one).orElseThrow().overlaps(Cidr.parse(other).orElseThrow());
  }
}
