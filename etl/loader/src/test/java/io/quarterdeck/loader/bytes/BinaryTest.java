package io.quarterdeck.loader.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class BinaryTest {
  @Test
  void aTailDoesNotDependOnTheBytesThatFollow() {
    byte[] bytes = new byte[40];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) (200 + 3 * index);
    }
    for (int length = 0; length <= 8; length++) {
      byte[] alone = Arrays.copyOfRange(bytes, 5, 5 + length);
      assertThat(Binary.tailAt(bytes, 5, 5 + length)).isEqualTo(Binary.tailAt(alone, 0, length));
      assertThat(Binary.tailAt(alone, 0, length))
          .isEqualTo(Binary.longAt(Arrays.copyOf(alone, 8), 0));
    }
    assertThat(Binary.tailAt(bytes, 5, 3)).isZero();
  }

  @Test
  void utf8IsValidatedStrictly() {
    assertThat(firstInvalid("aé€😀\u0000\uD7FF\uE000")).isEqualTo(-1);
    int[][] invalid = {
      {0x80},
      {0xC0, 0x80},
      {0xC1, 0xBF},
      {0xE0, 0x9F, 0xBF},
      {0xED, 0xA0, 0x80},
      {0xF0, 0x8F, 0xBF, 0xBF},
      {0xF4, 0x90, 0x80, 0x80},
      {0xF5, 0x80, 0x80, 0x80},
      {0xC3},
      {0xE2, 0x82},
      {0xE2, 0x28, 0xA1},
      {0xFF}
    };
    for (int[] sequence : invalid) {
      byte[] bytes = new byte[sequence.length + 1];
      bytes[0] = 'x';
      for (int index = 0; index < sequence.length; index++) {
        bytes[index + 1] = (byte) sequence[index];
      }
      assertThat(Utf8.firstInvalid(bytes, 0, bytes.length)).isEqualTo(1);
    }
  }

  private static int firstInvalid(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Utf8.firstInvalid(bytes, 0, bytes.length);
  }
}
