package io.quarterdeck.loader.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.loader.failure.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/**
 * Compares records with those of commons-csv, in small random files that are cut into chunks of
 * random sizes. Two differences are intended: text after a closing quote makes only one record
 * malformed, whereas commons-csv fails; and a byte order mark is removed.
 */
final class RecordDifferentialTest {
  private static final int MAXIMUM_FIELDS = 64;
  private static final String MALFORMED = "text after a closing quote";
  private static final String UNCLOSED = "a quote that never closes";
  private static final String[] PIECES = {
    ",",
    ",",
    ",",
    "\"",
    "\"",
    "\"\"",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "a",
    "b",
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
    "longer text",
    "\u001f",
    "\\"
  };

  @Test
  void recordsEqualThoseOfCommonsCsvForAllChunkSizes() {
    Random random = new Random(20220131);
    for (int round = 0; round < 30_000; round++) {
      String text = randomText(random);
      int chunkBytes = 1 + random.nextInt(24);
      assertSame(text, chunkBytes, ',', CSVFormat.DEFAULT);
    }
  }

  @Test
  void recordsWithAnotherDelimiterEqualThoseOfCommonsCsv() {
    Random random = new Random(7);
    CSVFormat tabs = CSVFormat.DEFAULT.builder().setDelimiter('\t').get();
    CSVFormat bars = CSVFormat.DEFAULT.builder().setDelimiter('|').get();
    for (int round = 0; round < 5_000; round++) {
      String text = randomText(random);
      int chunkBytes = 1 + random.nextInt(24);
      assertSame(text.replace(',', '\t'), chunkBytes, '\t', tabs);
      assertSame(text.replace(',', '|'), chunkBytes, '|', bars);
    }
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheFirstField() {
    assertThat(ours("\uFEFFa,b\nc,d\n", 4, ',')).isEqualTo(ours("a,b\nc,d\n", 4, ','));
  }

  private static void assertSame(String text, int chunkBytes, char delimiter, CSVFormat format) {
    List<String> ours = ours(text, chunkBytes, delimiter);
    List<String> theirs = theirs(text, format);
    if (ours.contains(UNCLOSED)) {
      // The unclosed quote is found when its chunk is filled, before the records of that chunk are
      // read.
      int before = ours.size() - 1;
      assertThat(theirs.subList(0, before)).as(text).isEqualTo(ours.subList(0, before));
      assertThat(theirs.get(theirs.size() - 1)).as(text).isIn(UNCLOSED, MALFORMED);
    } else {
      assertThat(ours).as("chunks of %d bytes of %s", chunkBytes, text).isEqualTo(theirs);
    }
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int pieces = random.nextInt(30); pieces > 0; pieces--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  /** The records up to the first error, each with its line, followed by the error. */
  private static List<String> theirs(String text, CSVFormat format) {
    List<String> records = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      Iterator<CSVRecord> each = parser.iterator();
      while (each.hasNext()) {
        records.add(each.next().toList().toString());
      }
    } catch (UncheckedIOException e) {
      records.add(e.getMessage().contains("EOF reached") ? UNCLOSED : MALFORMED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return records;
  }

  private static List<String> ours(String text, int chunkBytes, char delimiter) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ChunkReader reader =
        new ChunkReader(new ByteArrayInputStream(bytes), "x.csv", delimiter, chunkBytes, 1 << 20);
    RecordScanner scanner = new RecordScanner(delimiter, MAXIMUM_FIELDS);
    List<String> records = new ArrayList<>();
    Chunk chunk = new Chunk(chunkBytes);
    try {
      while (reader.fill(chunk)) {
        add(chunk, scanner, bytes, records);
        if (records.contains(MALFORMED)) { // As far as commons-csv gets.
          return records;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Failure e) {
      assertThat(e).hasMessageContaining("never closes");
      records.add(UNCLOSED);
    }
    return records;
  }

  private static void add(Chunk chunk, RecordScanner scanner, byte[] file, List<String> records) {
    int at = chunk.start();
    long line = chunk.firstLine();
    while (at < chunk.end()) {
      if (chunk.bytes()[at] == '\n' || chunk.bytes()[at] == '\r') {
        at = RecordScanner.afterLineEnd(chunk.bytes(), at, chunk.end());
        line++;
        continue;
      }
      assertThat(line).isEqualTo(lineOf(file, chunk.byteOffset(at)));
      at = scanner.scan(chunk.bytes(), at, chunk.end());
      line += scanner.lines();
      if (scanner.malformed()) {
        records.add(MALFORMED);
        return;
      }
      records.add(fields(chunk.bytes(), scanner).toString());
    }
  }

  private static List<String> fields(byte[] bytes, RecordScanner scanner) {
    List<String> fields = new ArrayList<>();
    for (int field = 0; field < scanner.count(); field++) {
      int length = scanner.end(field) - scanner.start(field);
      String text = new String(bytes, scanner.start(field), length, StandardCharsets.UTF_8);
      boolean escaped = scanner.kind(field) == RecordScanner.Kind.ESCAPED;
      fields.add(escaped ? text.replace("\"\"", "\"") : text);
    }
    return fields;
  }

  /** Computes the line by counting from the start of the file. */
  private static long lineOf(byte[] file, long offset) {
    long line = 1;
    for (int at = 0; at < offset; at++) {
      boolean secondHalf = file[at] == '\n' && at > 0 && file[at - 1] == '\r';
      line += (file[at] == '\n' || file[at] == '\r') && !secondHalf ? 1 : 0;
    }
    return line;
  }
}
