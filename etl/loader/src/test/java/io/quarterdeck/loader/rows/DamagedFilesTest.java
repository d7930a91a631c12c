package io.quarterdeck.loader.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads random files, valid and damaged, in chunks of random sizes with two workers. */
final class DamagedFilesTest {
  private static final String HEADER = "i,t,b,d,x,f,e,m\n";
  private static final Dataset EVERYTHING =
      Datasets.of(
          Datasets.column("t", new ColumnType.Text()),
          Datasets.nullable("i", new ColumnType.Int()),
          Datasets.nullable("b", new ColumnType.BigInt()),
          Datasets.nullable("d", new ColumnType.Decimal(12, 3)),
          Datasets.nullable("x", new ColumnType.Float64()),
          Datasets.nullable("f", new ColumnType.Bool()),
          Datasets.nullable("e", new ColumnType.Date("yyyy-MM-dd")),
          Datasets.nullable("m", new ColumnType.Timestamp("yyyy-MM-dd'T'HH:mm:ss")));

  @TempDir Path directory;

  @Test
  void encodedTuplesContainTheWrittenValues() {
    Random random = new Random(77);
    for (int round = 0; round < 200; round++) {
      List<String> expected = new ArrayList<>();
      String text = file(random, expected);
      Reading reading = new Reading(directory, EVERYTHING).with(tuning(random));
      RowSummary summary = reading.read(text);
      assertThat(reading.text()).isEqualTo(expected);
      assertThat(reading.rejects()).isEmpty();
      assertThat(summary.rowsLoaded()).isEqualTo(expected.size());
      assertThat(summary.duplicates())
          .hasValue(expected.size() - expected.stream().distinct().count());
    }
  }

  @Test
  void rowsReadAreRowsLoadedPlusRowsRejectedForDamagedFiles() {
    Random random = new Random(78);
    int ended = 0;
    for (int round = 0; round < 400; round++) {
      byte[] bytes = file(random, new ArrayList<>()).getBytes(StandardCharsets.UTF_8);
      for (int change = random.nextInt(20); change > 0; change--) {
        int at = HEADER.length() + random.nextInt(bytes.length - HEADER.length() + 1);
        if (at < bytes.length) {
          bytes[at] =
              random.nextBoolean()
                  ? (byte) random.nextInt(256)
                  : (byte) "\",\n\r0".charAt(random.nextInt(5));
        }
      }
      ended += damagedFileEnds(bytes, random) ? 1 : 0;
    }
    assertThat(ended).isBetween(1, 399);
  }

  private boolean damagedFileEnds(byte[] bytes, Random random) {
    Reading reading = new Reading(directory, EVERYTHING).with(tuning(random));
    try {
      RowSummary summary = reading.read(bytes);
      assertThat(summary.rowsLoaded() + summary.rowsRejected()).isEqualTo(summary.rowsRead());
      assertThat(reading.rows()).hasSize((int) summary.rowsLoaded());
      assertThat(reading.rejects()).hasSize((int) summary.rowsRejected());
      assertThat(reading.rejects())
          .extracting(reject -> reject.byteOffset())
          .isSorted()
          .doesNotHaveDuplicates();
      assertThat(summary.bytesRead()).isEqualTo(bytes.length);
      return false;
    } catch (Failure e) {
      assertThat(e).hasMessageContaining("never closes");
      return true;
    } finally {
      assertThat(reading.leftovers()).isEmpty();
    }
  }

  private static Tuning tuning(Random random) {
    return new Tuning(8 + random.nextInt(200), 1 << 20, 1 + random.nextInt(1 << 12));
  }

  private static String file(Random random, List<String> expected) {
    StringBuilder text = new StringBuilder(HEADER);
    for (int row = random.nextInt(60); row > 0; row--) {
      String[] values = {
        random.nextInt(4) == 0 ? "null" : String.valueOf(random.nextInt(10)),
        random.nextBoolean() ? "Göa" : "a,\"b\"\n€",
        random.nextInt(3) == 0 ? "null" : String.valueOf(random.nextLong()),
        random.nextInt(3) == 0 ? "null" : BigDecimal.valueOf(random.nextInt(), 3).toPlainString(),
        random.nextInt(3) == 0 ? "null" : String.valueOf(random.nextGaussian()),
        random.nextInt(3) == 0 ? "null" : String.valueOf(random.nextBoolean()),
        random.nextInt(3) == 0
            ? "null"
            : "2022-0" + (1 + random.nextInt(9)) + "-2" + random.nextInt(9),
        random.nextInt(3) == 0 ? "null" : "1999-12-31T23:59:0" + (1 + random.nextInt(9))
      };
      expected.add(
          String.join(
              "|", values[1], values[0], values[2], values[3], values[4], values[5], values[6],
              values[7]));
      for (int field = 0; field < values.length; field++) {
        text.append(field == 0 ? "" : ",").append(written(values[field], random));
      }
      text.append(random.nextBoolean() ? "\n" : "\r\n");
    }
    return text.toString();
  }

  private static String written(String value, Random random) {
    if (value.equals("null")) {
      return random.nextBoolean() ? "" : "\"\"";
    }
    boolean quoted = value.indexOf('"') >= 0 || random.nextInt(4) == 0;
    return quoted ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }
}
