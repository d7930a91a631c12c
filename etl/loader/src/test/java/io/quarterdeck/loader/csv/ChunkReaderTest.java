package io.quarterdeck.loader.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.loader.failure.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ChunkReaderTest {
  @Test
  void anUnclosedQuoteIsReportedWithItsPosition() {
    for (int chunkBytes : new int[] {1, 5, 1000}) {
      assertThatThrownBy(() -> readAll("a,b\r\n1,\"x\ny\"\n2,\"never\n3,4\n", chunkBytes, 1000))
          .isInstanceOf(Failure.class)
          .hasMessage(
              "Cannot read x.csv: the quote that opens on line 4 (byte 15) never closes; expected a"
                  + " closing quote before the end of the file. Close it, or double the quotes that"
                  + " belong to the text.");
    }
  }

  @Test
  void aTooLongRecordIsRefusedWithTheQuoteThatMayBeTheCause() {
    assertThatThrownBy(() -> readAll("a,b\n1,\"" + "x\n".repeat(600) + "\"\n", 16, 1000))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot read x.csv: the record that begins on line 2 (byte 4) is longer than 1000"
                + " bytes; expected a shorter one. Close the quote that opens on line 2.");
  }

  @Test
  void aFileWithoutLineEndsIsRefusedBeforeItFillsTheMemory() {
    assertThatThrownBy(() -> readAll("x".repeat(5000), 16, 1000))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot read x.csv: the record that begins on line 1 (byte 0) is longer than 1000"
                + " bytes; expected a shorter one. Check that the file has line ends.");
  }

  @Test
  void utf16IsRecognizedByItsMark() {
    byte[] bytes = "\uFEFFa,b\n".getBytes(StandardCharsets.UTF_16LE);
    assertThatThrownBy(() -> readAll(bytes, 100, 1000))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot read x.csv: it begins with the byte order mark of UTF-16; expected UTF-8. Save"
                + " it as UTF-8.");
  }

  @Test
  void chunksKnowWhetherTheyAreAscii() throws IOException {
    Chunk chunk = new Chunk(64);
    reader("plain,text\n".getBytes(StandardCharsets.UTF_8), 64, 1000).fill(chunk);
    assertThat(chunk.ascii()).isTrue();
    reader("more than eight, é\n".getBytes(StandardCharsets.UTF_8), 64, 1000).fill(chunk);
    assertThat(chunk.ascii()).isFalse();
  }

  private static void readAll(String text, int chunkBytes, int maximum) throws IOException {
    readAll(text.getBytes(StandardCharsets.UTF_8), chunkBytes, maximum);
  }

  private static void readAll(byte[] bytes, int chunkBytes, int maximum) throws IOException {
    ChunkReader reader = reader(bytes, chunkBytes, maximum);
    Chunk chunk = new Chunk(chunkBytes);
    while (reader.fill(chunk)) {
      assertThat(chunk.end()).isPositive();
    }
  }

  private static ChunkReader reader(byte[] bytes, int chunkBytes, int maximum) {
    return new ChunkReader(new ByteArrayInputStream(bytes), "x.csv", ',', chunkBytes, maximum);
  }
}
