package io.quarterdeck.loader.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.dataset.CsvDialect;
import io.quarterdeck.loader.failure.Failure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads the same files with the fast reader and with commons-csv, and compares the rows, the
 * rejects with their lines and bytes, the counts, the profiles and the errors. A general dialect
 * that differs from RFC 4180 only by an escape character that no file contains selects commons-csv.
 */
class ReaderDifferentialTest {
  private static final char UNUSED = '\u0001';
  private static final Tuning SMALL = new Tuning(64, 1 << 20, 1 << 16);
  private static final String[] PIECES = {
    ",",
    ",",
    ",",
    "\"",
    "\"\"",
    "\n",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "a",
    "1",
    "42",
    "NA",
    " ",
    "\t",
    "é",
    "€",
    "😀",
    "\"x\"",
    "\"x,y\"",
    "\"x\ny\"",
    "\"x\r\ny\"",
    ",\"",
    "\",",
    "\"\n",
    "\0",
    "longer text",
    "2022-02-30",
    "2022-02-28",
    "\u001f",
    "\\",
    "\"a\"\"b\"",
    "\"5\"",
    "\"NA\"",
    "a,1,2022-01-01\n",
    "b,2,2022-01-02\n",
    "c,x,2022-01-03\n",
    "d,4\n",
    "\"e\",5,\n"
  };
  private static final Column[] COLUMNS = {
    Datasets.nullable("t", new ColumnType.Text()),
    Datasets.nullable("n", new ColumnType.Int()),
    Datasets.nullable("d", new ColumnType.Date("yyyy-MM-dd"))
  };

  @TempDir private Path folder;

  @Test
  void bothReadersGiveTheSameRowsRejectsProfilesAndErrors() {
    Random random = new Random(20261130);
    for (int round = 0; round < 4_000; round++) {
      byte[] file = randomFile(random);
      String fast = outcome(dialect(Optional.empty(), StandardCharsets.UTF_8, 0), file);
      String general = outcome(dialect(Optional.of(UNUSED), StandardCharsets.UTF_8, 0), file);
      assertThat(general)
          .as("round %d: %s", round, new String(file, StandardCharsets.UTF_8))
          .isEqualTo(fast);
    }
  }

  @Test
  void skippedLinesCountForBothReaders() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      int lines = 2;
      byte[] file =
          join("Report \"of\" 2022\r\n,\"\n".getBytes(StandardCharsets.UTF_8), randomTable(random));
      String fast = outcome(dialect(Optional.empty(), StandardCharsets.UTF_8, lines), file);
      String general = outcome(dialect(Optional.of(UNUSED), StandardCharsets.UTF_8, lines), file);
      assertThat(general)
          .as("round %d: %s", round, new String(file, StandardCharsets.UTF_8))
          .isEqualTo(fast);
    }
  }

  @Test
  void theRowsOfAFileAreTheSameInEveryEncoding() {
    Random random = new Random(11);
    for (int round = 0; round < 500; round++) {
      String text = "t,n,d\n" + randomText(random).replace("€", "ß").replace("😀", "ü");
      String fast =
          rows(dialect(Optional.empty(), StandardCharsets.UTF_8, 0), bytes(text, "UTF-8"));
      for (String encoding :
          List.of("ISO-8859-1", "UTF-16", "UTF-16LE", "UTF-32", "windows-1252")) {
        String other =
            rows(dialect(Optional.empty(), Charset.forName(encoding), 0), bytes(text, encoding));
        assertThat(other).as("round %d in %s: %s", round, encoding, text).isEqualTo(fast);
      }
    }
  }

  private static byte[] bytes(String text, String encoding) {
    return text.getBytes(Charset.forName(encoding));
  }

  private static CsvDialect dialect(Optional<Character> escape, Charset encoding, int skipped) {
    return new CsvDialect(encoding, skipped, ',', Optional.of('"'), escape, List.of("", "NA"), 40);
  }

  /** All results of reading a file. */
  private String outcome(CsvDialect dialect, byte[] file) {
    Reading reading = new Reading(folder, Datasets.of(dialect, COLUMNS)).with(SMALL);
    try {
      RowSummary summary = reading.read(file);
      StringBuilder text = new StringBuilder(summary.toString());
      reading
          .rows()
          .forEach(row -> text.append('\n').append(row.line()).append(": ").append(row.text()));
      reading.refusals().forEach(refusal -> text.append('\n').append(refusal));
      reading.rejects().forEach(reject -> text.append('\n').append(reject.raw().escaped()));
      return text.toString();
    } catch (Failure e) {
      // Records before the failure may or may not have been passed on, because chunks end
      // elsewhere.
      return e.getMessage();
    }
  }

  /** The rows and rejects without byte offsets, which depend on the encoding. */
  private String rows(CsvDialect dialect, byte[] file) {
    return outcome(dialect, file)
        .replaceAll("\\(byte [0-9]+\\)", "")
        .replaceAll("at byte [0-9]+", "")
        .replaceAll("bytesRead=[0-9]+", "");
  }

  private static byte[] randomFile(Random random) {
    byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    byte[] text = randomTable(random);
    return random.nextInt(8) == 0 ? join(mark, text) : text;
  }

  private static byte[] randomTable(Random random) {
    byte[] text = ("t,n,d\n" + randomText(random)).getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(4) == 0) {
      text[6 + random.nextInt(text.length - 6)] = (byte) (0x80 + random.nextInt(128));
    }
    return text;
  }

  private static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(first);
    all.writeBytes(second);
    return all.toByteArray();
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder("z,0,2020-02-29\n");
    for (int pieces = random.nextInt(40); pieces > 0; pieces--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
