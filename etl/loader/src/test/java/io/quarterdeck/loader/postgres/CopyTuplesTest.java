package io.quarterdeck.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads a binary COPY that is divided into messages in every way that the protocol allows. */
class CopyTuplesTest {
  private static final byte[] TWO_TUPLES = twoTuples();

  @Test
  void readsTheSameTuplesForAnyMessageBoundaries() throws IOException {
    for (int length = 1; length <= TWO_TUPLES.length; length++) {
      assertThat(read(new CopyMessages(TWO_TUPLES, length)))
          .containsExactly("7, -5000000000, zwölf", "null, 1, ");
    }
  }

  @Test
  void reportsThatTheDataEndedInTheMiddleOfARow() {
    byte[] cut = Arrays.copyOf(TWO_TUPLES, TWO_TUPLES.length - 3);
    assertThatThrownBy(() -> read(new CopyMessages(cut, 10)))
        .isInstanceOf(EOFException.class)
        .hasMessage("the data ended in the middle of a row");
  }

  @Test
  void refusesOtherFormatsAndOtherNumbersOfColumns() {
    assertThatThrownBy(
            () ->
                read(
                    new CopyMessages(
                        "7\t-5\tzwölf, as text".getBytes(StandardCharsets.UTF_8), 100)))
        .hasMessage("the data is not in binary COPY format");
    assertThatThrownBy(() -> new CopyTuples(new CopyMessages(TWO_TUPLES, 100)).next(4))
        .hasMessage("a tuple of 3 fields; expected 4");
  }

  private static List<String> read(CopyMessages messages) throws IOException {
    CopyTuples tuples = new CopyTuples(messages);
    List<String> rows = new ArrayList<>();
    while (tuples.next(3)) {
      String first = tuples.field() < 0 ? "null" : String.valueOf(tuples.int32());
      tuples.field();
      String second = String.valueOf(tuples.int64());
      rows.add(first + ", " + second + ", " + tuples.bytes(tuples.field(), CopyTuplesTest::utf8));
    }
    return rows;
  }

  private static String utf8(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }

  private static byte[] twoTuples() {
    byte[] text = "zwölf".getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(200);
    bytes.put(BinaryCopy.header(), 0, BinaryCopy.header().length - 4);
    bytes.putInt(2).put(new byte[2]); // a header extension, which current servers do not send
    bytes.putShort((short) 3).putInt(4).putInt(7).putInt(8).putLong(-5_000_000_000L);
    bytes.putInt(text.length).put(text);
    bytes.putShort((short) 3).putInt(-1).putInt(8).putLong(1).putInt(0);
    bytes.putShort((short) -1);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}
