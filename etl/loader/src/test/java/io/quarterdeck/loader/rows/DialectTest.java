package io.quarterdeck.loader.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.zstd.ZstdOutputStream;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.DatasetFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads files in the dialects, encodings and formats that a dataset file can describe. */
class DialectTest {
  @TempDir private Path folder;

  @Test
  void aFileInWindows1252HasTheBytePositionsOfThatEncoding() {
    Reading reading = reading("csv: {encoding: windows-1252, delimiter: semicolon}", "n: integer");
    reading.read("t;n\nZürich;1\nKöln – 5 €;x\n".getBytes(Charset.forName("windows-1252")));

    assertThat(reading.text()).containsExactly("Zürich|1");
    assertThat(reading.refusals())
        .containsExactly(
            "line 3 (byte 13), column n: NOT_A_NUMBER x; expected a whole number from -2147483648"
                + " to 2147483647, digits only");
    assertThat(reading.rejects().get(0).raw().escaped()).isEqualTo("Köln – 5 €;x");
  }

  @Test
  void aByteThatTheEncodingDoesNotHaveIsAReject() {
    Reading reading = reading("csv: {encoding: windows-1252}", "n: integer");
    reading.read(new byte[] {'t', ',', 'n', '\n', 'a', (byte) 0x81, ',', '1', '\n', 'b', ',', '2'});

    assertThat(reading.text()).containsExactly("b|2");
    assertThat(reading.refusals())
        .containsExactly(
            "line 2 (byte 4), column t: NOT_UTF8 \\x81 at byte 5; expected windows-1252");
  }

  @Test
  void utf16IsReadWithAndWithoutAByteOrderMark() {
    String text = "t,n\r\nß😀,1\r\nb,x\r\n";
    for (String encoding : new String[] {"UTF-16", "UTF-16LE", "UTF-16BE"}) {
      Reading reading = reading("csv: {encoding: UTF-16}", "n: integer");
      reading.read(text.getBytes(Charset.forName(encoding)));

      assertThat(reading.text()).as(encoding).containsExactly("ß😀|1");
      int mark = encoding.equals("UTF-16") ? 2 : 0;
      assertThat(reading.rejects().get(0).place())
          .isEqualTo("line 3 (byte " + (mark + 10 + 14) + "), column n");
    }
  }

  @Test
  void otherQuotesAndEscapesAreRead() {
    Reading reading =
        reading("csv: {quote: \"'\", escape: '\\', nullValues: ['\\N', NA]}", "n: integer");
    reading.read(
        "t,n\n'it''s, ok',1\n'a\\'b',2\na\\,b,\\N\n\\N,NA\n'\\N',3\n'x'y,4\nback\\\\slash,5\n");

    assertThat(reading.text())
        .containsExactly("it's, ok|1", "a'b|2", "a,b|null", "null|null", "\\N|3", "back\\slash|5");
    assertThat(reading.refusals())
        .containsExactly(
            "line 7 (byte 48), column t: TEXT_AFTER_QUOTE 'x'y; expected nothing after the closing"
                + " quote");
  }

  @Test
  void withoutQuotesAQuoteIsText() {
    Reading reading = reading("csv: {quote: none, delimiter: tab}", "n: integer");
    reading.read("t\tn\n6\" pipe\t1\n\"x\t2\n");

    assertThat(reading.text()).containsExactly("6\" pipe|1", "\"x|2");
  }

  @Test
  void aQuoteThatNeverClosesIsReportedWithItsPlace() {
    Reading reading = reading("csv: {encoding: ISO-8859-1}", "n: integer");

    assertThatThrownBy(
            () -> reading.read("t,n\nä,1\n\"b,2\n".getBytes(StandardCharsets.ISO_8859_1)))
        .hasMessageContaining("the quote that opens on line 3 (byte 8) never closes");
  }

  @Test
  void aRecordThatIsTooLongIsRefused() {
    Reading reading =
        reading("csv: {encoding: ISO-8859-1}", "n: integer").with(new Tuning(64, 1000, 1 << 16));

    assertThatThrownBy(() -> reading.read("t,n\nb,1\n\"" + "x".repeat(500_000) + "\",2\n"))
        .hasMessageContaining(
            "the record that begins on line 3 (byte 8) is longer than 1000 bytes; expected a"
                + " shorter one.");
  }

  @Test
  void numbersAreReadInTheStyleOfTheFile() {
    Reading reading =
        reading(
            "csv: {delimiter: ';', decimal: ',', thousands: '.'}",
            "n: decimal(12,2)",
            "f: double, decimal: '.', thousands: ' '");
    reading.read(
        "t;n;f\na;1.234,50;1 234.5\nb;-1234,5;1\u00A0000\nc;1.5;1\nd;1,5;1,5\ne;12.34,5;1\n");

    assertThat(reading.text()).containsExactly("a|1234.50|1234.5", "b|-1234.50|1000.0");
    assertThat(reading.refusals())
        .containsExactly(
            "line 4 (byte 42), column n: NOT_A_NUMBER 1.5; expected a decimal number with at most"
                + " 10 digits before the point and 2 after it, with a decimal comma, in groups of"
                + " three separated by \".\"",
            "line 5 (byte 50), column f: NOT_A_NUMBER 1,5; expected a number such as -1.5 or 2e10,"
                + " of 64 bits, in groups of three separated by \" \"",
            "line 6 (byte 60), column n: NOT_A_NUMBER 12.34,5; expected a decimal number with at"
                + " most 10 digits before the point and 2 after it, with a decimal comma, in groups"
                + " of three separated by \".\"");
  }

  @Test
  void transformsChangeTheTextBeforeItIsValidated() {
    Reading reading =
        reading(
            "csv: {nullValues: ['', NA]}",
            "u: text, transform: [trim, upper, {map: {ß: x, MISSING: NA}}]",
            "p: \"decimal(5,2)\", transform: {remove: '%'}",
            "b: boolean, transform: {map: {on: 'true', off: 'false'}}");
    reading.read(
        "t,u,p,b\na, goa ,12.5%,on\nb,straße,%,off\nc,missing,1,1\nd,ŉ"
            + "ΐ".repeat(50)
            + ",1,0\n");

    assertThat(reading.text())
        .containsExactly(
            "a|GOA|12.50|true",
            "b|STRASSE|null|false",
            "c|null|1.00|true",
            "d|" + ("ŉ" + "ΐ".repeat(50)).toUpperCase(java.util.Locale.ROOT) + "|1.00|false");
  }

  @Test
  void dateFormatsCanHaveNamesOfMonthsAndAlternatives() {
    Reading reading =
        reading("", "d: date, format: [MMM d yyyy, dd/MM/yyyy]", "e: date, format: yyyyMMdd");
    reading.read("t,d,e\na,Jan 1 2000,20000102\nb,JUN 30 1999,19990630\nc,31/12/2001,20011231\n");

    assertThat(reading.text())
        .containsExactly(
            "a|2000-01-01|2000-01-02", "b|1999-06-30|1999-06-30", "c|2001-12-31|2001-12-31");
  }

  @Test
  void timestampsWithAnOffsetOrATimeZoneAreConvertedToUtc() {
    Reading reading =
        reading(
            "",
            "a: timestamp, format: \"yyyy-MM-dd HH:mm\", timezone: Europe/Berlin",
            "b: timestamp, format: iso-8601",
            "c: timestamp, format: epoch-seconds",
            "d: timestamp, format: rfc-1123");
    reading.read(
        "t,a,b,c,d\n"
            + "s,2022-07-01 12:00,2022-07-01T12:00:00.5+02:00,1656669600,\"Fri, 1 Jul 2022 10:00:00"
            + " GMT\"\n"
            + "w,2022-01-01 12:00,2022-01-01 11:00:00,-1.5,\n"
            + "gap,2022-03-27 02:30,,,\n"
            + "twice,2022-10-30 02:30,,,\n");

    assertThat(reading.text())
        .containsExactly(
            "s|2022-07-01T10:00|2022-07-01T10:00:00.500|2022-07-01T10:00|2022-07-01T10:00",
            "w|2022-01-01T11:00|2022-01-01T11:00|1969-12-31T23:59:58.500|null",
            "twice|2022-10-30T00:30|null|null|null");
    assertThat(reading.refusals())
        .singleElement()
        .asString()
        .startsWith("line 4")
        .contains("NOT_A_TIMESTAMP 2022-03-27 02:30");
  }

  @Test
  void zstdAndZipAreDecompressedAndTheDigestIsThatOfTheText() throws IOException {
    byte[] text = "t,n\na,1\n".repeat(1).getBytes(StandardCharsets.UTF_8);
    Path plain = Files.write(folder.resolve("plain.csv"), text);

    for (byte[] compressed : new byte[][] {zstd(text), zip("a.csv", text)}) {
      Reading reading = reading("", "n: integer");
      reading.read(compressed);
      assertThat(reading.text()).containsExactly("a|1");
      FileDigest digest = FileDigest.of(reading.file());
      assertThat(digest.sha256()).isEqualTo(FileDigest.of(plain).sha256());
      assertThat(digest.bytes()).isEqualTo(compressed.length);
      assertThat(digest.fileSha256()).contains(FileDigest.ofBytes(reading.file()).sha256());
    }
  }

  @Test
  void damagedOrAmbiguousArchivesAreRefused() throws IOException {
    byte[] text = "t,n\n".concat("abc,1\n".repeat(5000)).getBytes(StandardCharsets.UTF_8);
    byte[] zstd = zstd(text);
    byte[] damaged = zstd.clone();
    Arrays.fill(damaged, 20, 30, (byte) 0xFF);

    assertThatThrownBy(() -> reading("", "n: integer").read(Arrays.copyOf(zstd, zstd.length - 4)))
        .hasMessageContaining("the compressed data ends too early at or before byte")
        .hasMessageEndingWith("; expected a whole zstd file. Copy it again.");
    assertThatThrownBy(() -> reading("", "n: integer").read(damaged))
        .hasMessageContaining("the compressed data is damaged")
        .hasMessageEndingWith("; expected a whole zstd file. Copy it again.");
    assertThatThrownBy(() -> reading("", "n: integer").read(zip("a.csv", text, "b.csv")))
        .hasMessageEndingWith(
            ": it is a zip archive of 2 files (a.csv, b.csv); expected one CSV file in it. Unpack"
                + " it and give a file, or their folder.");
    assertThatThrownBy(() -> reading("", "n: integer").read(zstd(zip("a.csv", text))))
        .hasMessageContaining("it is compressed with zstd, and what it holds with zip");
    assertThatThrownBy(() -> reading("", "n: integer").read(Arrays.copyOf(zip("a.csv", text), 60)))
        .hasMessageContaining("the compressed data is damaged");
  }

  private Reading reading(String csv, String... columns) {
    StringBuilder yaml = new StringBuilder("name: example\ntable: test.example\n");
    yaml.append(csv).append("\ncolumns:\n  - {name: t, type: text}\n");
    for (String column : columns) {
      String[] parts = column.split(": ", 2);
      String type =
          parts[1].startsWith("decimal(")
              ? parts[1].replaceFirst("\\)", ")\"").replaceFirst("d", "\"d")
              : parts[1];
      yaml.append("  - {name: ").append(parts[0]).append(", type: ").append(type).append("}\n");
    }
    Dataset dataset = DatasetFile.parse(yaml.toString(), Path.of("example.yaml"));
    return new Reading(folder, dataset);
  }

  private static byte[] zstd(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(bytes)) {
      out.write(text);
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(String name, byte[] text, String... others) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry("__MACOSX/._a.csv"));
      out.putNextEntry(new ZipEntry(name));
      out.write(text);
      for (String other : others) {
        out.putNextEntry(new ZipEntry(other));
        out.write(text);
      }
    }
    return bytes.toByteArray();
  }
}
