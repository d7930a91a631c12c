package io.quarterdeck.loader.reject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RejectsReaderTest {
  private static final RejectsLoad LOAD = new RejectsLoad(3, "0123456789abcdef");

  @TempDir Path directory;

  @Test
  void writtenRecordsAreReadBackByteForByte() {
    Random random = new Random(7);
    List<byte[]> written = new ArrayList<>();
    Path path = directory.resolve("rejects.csv");
    try (RejectFile file = new RejectFile(path, Optional.of(LOAD))) {
      for (int line = 1; line <= 2000; line++) {
        byte[] raw = new byte[1 + random.nextInt(40)];
        random.nextBytes(raw);
        raw[0] = (byte) "=+-@'\t\"\\ab".charAt(random.nextInt(10));
        RawRecord record = RawRecord.copy(raw, 0, raw.length);
        if (!record.escaped().isBlank()) {
          written.add(record.bytes());
          file.accept(
              new Reject(
                  line, 10L * line, Optional.empty(), RejectReason.FIELD_COUNT, "=1", "2", record));
        }
      }
    }
    List<byte[]> read = new ArrayList<>();
    RejectsReader.read(
        path,
        (line, record) -> {
          assertThat(line.byteOffset()).isEqualTo(10 * line.line());
          assertThat(line.load()).isEqualTo(LOAD);
          read.add(record);
        });
    assertThat(read).containsExactlyElementsOf(written);
  }

  @Test
  void aFileSavedByASpreadsheetIsRead() throws IOException {
    Path path =
        written(
            "\uFEFFline;byte;column;code;found;expected;raw;load\r\n"
                + "7;12;\"\";x;;;\"a;\"\"b\"\"\";load 3 of 0123456789abcdef\r\n");
    RejectsReader.read(
        path,
        (line, record) -> {
          assertThat(line).isEqualTo(new RejectLine(2, 7, 12, LOAD));
          assertThat(new String(record, UTF_8)).isEqualTo("a;\"b\"");
        });
  }

  /** The changes that the runbook allows. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "line,byte,raw,load\n7,12,a;b,load 3 of 0123456789abcdef\n",
        "line,byte,raw,load\n7,1.2E+05,a;b,load 3 of 0123456789abcdef\n",
        "line,raw,load\n7,a;b,load 3 of 0123456789abcdef\n",
        "load,raw,line\nload 3 of 0123456789abcdef,a;b,7\n",
        "load;note, mine;raw;line\nload 3 of 0123456789abcdef;\"x;y\";\"a;b\";7\n",
        "\"line\"\t\"byte\"\t\"raw\"\t\"load\"\n7\t\ta;b\tload 3 of 0123456789abcdef\n",
      })
  void onlyLineRawAndLoadAreRequiredInAnyOrder(String text) throws IOException {
    List<String> read = new ArrayList<>();
    RejectsReader.read(
        written(text),
        (line, record) -> {
          long known = text.contains(",12,") ? 12 : Reject.UNKNOWN_BYTE;
          assertThat(line).isEqualTo(new RejectLine(2, 7, known, LOAD));
          read.add(new String(record, UTF_8));
        });
    assertThat(read).containsExactly("a;b");
  }

  @Test
  void aMalformedLineIsRefusedWithTheReason() throws IOException {
    refused("", 1, "nothing; expected the header line,byte,column,code,found,expected,raw,load");
    String header = "a header with the columns line, raw and load, as the load wrote it";
    refused("Day,Item\n", 1, "the names Day,Item; expected " + header);
    refused("line,byte,raw\n", 1, "the names line,byte,raw; expected " + header);
    refused("line,raw,load,raw\n", 1, "the column raw more than once; expected it once");
    refused(
        line("1.2E5", "a", "load 3 of 0123456789abcdef"),
        2,
        "\"1.2E5\" as its line; expected the number that the load wrote there");
    refused(
        line("1", "a", ""),
        2,
        "no load: it was written by a check, or for a file that was never loaded; expected the load"
            + " that rejected it");
    refused(
        line("1", "a", "load 3"),
        2,
        "\"load 3\" as its load; expected the text that the load wrote there");
    refused(
        line("1", "", "load 3 of 0123456789abcdef"),
        2,
        "no raw record; expected a fixed record, or a file without this line");
    refused(
        line("1", "a\\(70 more bytes)", "load 3 of 0123456789abcdef"),
        2,
        "a record that was cut; expected a whole one, as in the file that was loaded");
    refused(
        line("1", "a\\tb", "load 3 of 0123456789abcdef"),
        2,
        "\\tb in its raw record; expected \\\\, \\n"
            + ", \\r"
            + " or \\xNN; double a backslash that belongs to the text");
    refused(RejectFile.HEADER + "\n1,2,3\n", 2, "3 cells; expected 8 cells");
  }

  private void refused(String text, int line, String why) throws IOException {
    Path path = written(text);
    assertThatThrownBy(() -> RejectsReader.read(path, (found, record) -> {}))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot read the rejects in "
                + path
                + ": line "
                + line
                + " has "
                + why
                + ". Nothing was added. Fix that line, then run this again.");
  }

  private static String line(String number, String raw, String load) {
    return RejectFile.HEADER + "\n" + number + ",12,,x,,," + raw + "," + load + "\n";
  }

  private Path written(String text) throws IOException {
    return Files.write(directory.resolve("rejects.csv"), text.getBytes(StandardCharsets.UTF_8));
  }
}
