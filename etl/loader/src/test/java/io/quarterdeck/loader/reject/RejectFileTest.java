package io.quarterdeck.loader.reject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RejectFileTest {
  @TempDir Path directory;

  @Test
  void noFileIsCreatedWithoutAReject() {
    Path path = directory.resolve("rejects.csv");
    try (RejectFile file = new RejectFile(path)) {
      assertThat(file.location()).isEmpty();
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void aRejectIsOneLineForAnyBytes() throws IOException {
    byte[] raw = {
      'a', ',', '"', (byte) 0xFF, '\\', '\n', (byte) 0xC3, (byte) 0xA9, 0, '"', '\r', '\n'
    };
    Path path = written(reject("1,000", raw));
    assertThat(path)
        .hasContent(
            """
            line,byte,column,code,found,expected,raw,load
            7,123,value,not_a_number,"1,000",digits,"a,""\\xFF\\\\\\né\\x00"\"",
            """);
  }

  @Test
  void cellsThatASpreadsheetWouldExecuteGetAnApostrophe() throws IOException {
    byte[] raw = "=cmd|' /C calc'!A0".getBytes(StandardCharsets.US_ASCII);
    for (String found : new String[] {"=1+1", "+1", "-1", "@x", "'x", "\tx", "\rx"}) {
      try (CSVParser parser =
          CSVParser.parse(written(reject(found, raw)), StandardCharsets.UTF_8, CSVFormat.DEFAULT)) {
        var record = parser.getRecords().get(1);
        assertThat(record.get(4)).isEqualTo("'" + found);
        assertThat(record.get(6)).isEqualTo("'=cmd|' /C calc'!A0");
      }
    }
  }

  @Test
  void longRecordsAreCutWithANote() {
    RawRecord raw = RawRecord.copy(new byte[70_000], 0, 70_000);
    assertThat(raw.length()).isEqualTo(70_000);
    assertThat(raw.bytes()).hasSize(65_536);
    assertThat(raw.escaped()).endsWith("\\x00\\(4464 more bytes)");
  }

  @Test
  void longValuesAreShortenedAtCharacterBoundaries() {
    byte[] text = ("x" + "é".repeat(100)).getBytes(StandardCharsets.UTF_8);
    assertThat(Escaped.shortened(text, 0, text.length))
        .isEqualTo("x" + "é".repeat(29) + "… (201 bytes)");
  }

  @Test
  void aFullDiskIsAFailure() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has no /dev/full");
    RejectFile file = new RejectFile(full);
    file.accept(reject("x", new byte[0]));
    assertThatThrownBy(file::close)
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot write rejects to /dev/full: No space left on device; expected a writable"
                + " file. Free some space there, or choose another file.");
  }

  @Test
  void aMissingDirectoryIsAFailure() {
    Path path = directory.resolve("missing/rejects.csv");
    try (RejectFile file = new RejectFile(path)) {
      assertThatThrownBy(() -> file.accept(reject("x", new byte[0])))
          .hasMessageStartingWith(
              "Cannot write rejects to " + path + ": No such file or directory;");
    }
  }

  private Path written(Reject reject) {
    Path path = directory.resolve("rejects.csv");
    try (RejectFile file = new RejectFile(path)) {
      file.accept(reject);
      assertThat(file.location()).contains(path);
    }
    return path;
  }

  private static Reject reject(String found, byte[] raw) {
    return new Reject(
        7,
        123,
        Optional.of("value"),
        RejectReason.NOT_A_NUMBER,
        found,
        "digits",
        RawRecord.copy(raw, 0, raw.length));
  }
}
