package io.quarterdeck.loader.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.dataset.CsvDialect;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.profile.ColumnProfile;
import io.quarterdeck.loader.reject.RejectLimit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RowPipelineTest {
  private static final String HEADER = "Day,Town,Amount,Count\n";
  private static final Dataset SALES =
      Datasets.of(
          Datasets.column("day", new ColumnType.Date("dd-MM-yyyy")),
          Datasets.column("town", new ColumnType.Text()),
          Datasets.column("amount", new ColumnType.BigInt()),
          Datasets.bounded("count", new ColumnType.Int(), 0, 1000));

  @TempDir Path directory;
  private Reading reading;

  @BeforeEach
  void start() {
    reading = new Reading(directory, SALES);
  }

  @Test
  void rowsContainTheLoadTheLineAndTheColumnsInOrder() {
    RowSummary summary =
        reading.read(HEADER + "31-12-2022,Goa,7,8\n\n\"01-01-2022\",\"a\nb\",-9,10\n1-1-1,x,y,z");

    assertThat(reading.rows())
        .extracting(Tuples.Row::loadId, Tuples.Row::line, Tuples.Row::text)
        .containsExactly(
            tuple(42L, 2L, "2022-12-31|Goa|7|8"), tuple(42L, 4L, "2022-01-01|a\nb|-9|10"));
    assertThat(reading.rejects()).singleElement().matches(reject -> reject.line() == 6);
    assertThat(summary.rowsRead()).isEqualTo(3);
    assertThat(summary.rowsLoaded()).isEqualTo(2);
    assertThat(summary.rowsRejected()).isEqualTo(1);
  }

  @Test
  void columnsMatchInAnyOrderAndCaseAndOthersAreIgnoredWithANote() {
    RowSummary summary =
        reading.read(
            "\uFEFFextra, COUNT ,town,\"Note \"\"x\"\"\",amount,day\r\nq,1,Goa,n,2,01-02-2022\r\n");

    assertThat(reading.text()).containsExactly("2022-02-01|Goa|2|1");
    assertThat(summary.ignoredColumns()).containsExactly("extra", "Note \"x\"");
  }

  @Test
  void crlfAByteOrderMarkAndQuotedCommasAndLineBreaksAreAccepted() {
    reading.read("\uFEFFDay,Town,Amount,Count\r\n01-02-2022,\"a, \"\"b\"\"\r\nc\",+2,1\r\n");

    assertThat(reading.text()).containsExactly("2022-02-01|a, \"b\"\r\nc|2|1");
  }

  @Test
  void aFileWithOnlyAHeaderHasNoRows() {
    RowSummary summary = reading.read(HEADER);

    assertThat(summary.rowsRead()).isZero();
    assertThat(summary.duplicates()).isEqualTo(OptionalLong.of(0));
    assertThat(summary.columns())
        .containsExactly(empty("day"), empty("town"), empty("amount"), empty("count"));
  }

  private static ColumnProfile empty(String name) {
    return new ColumnProfile(
        name, 0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Test
  void aMissingFileIsRefused() {
    assertFailure(
        reading::read,
        "No such file or directory; expected a readable CSV file. Check the path and its"
            + " permissions.");
  }

  @Test
  void aDirectoryIsRefused() {
    reading.named("");
    assertThatThrownBy(reading::read)
        .hasMessage(
            "Cannot read " + reading.file() + ": it is a directory; expected a file. Name a file.");
  }

  @Test
  void anEmptyFileIsRefused() {
    assertFailure(
        () -> reading.read(""), "it is empty; expected a header and rows. Write the file again.");
  }

  @Test
  void aFileWithOnlyAByteOrderMarkIsRefused() {
    assertFailure(
        () -> reading.read("\uFEFF"),
        "it has no text; expected a header and rows. Write the file again.");
  }

  @Test
  void aFileWithOnlyBlankLinesIsRefused() {
    assertFailure(
        () -> reading.read("\n\r\n\n"),
        "it has no text; expected a header and rows. Write the file again.");
  }

  @Test
  void aFileWithoutAHeaderIsRefused() {
    assertFailure(
        () -> reading.read("01-02-2022,Goa,1,2\n"),
        "its header lacks day, town, amount, count; found 01-02-2022,Goa,1,2; expected"
            + " day,town,amount,count in any order. Name each column of the dataset example once in"
            + " the first line, or choose another --dataset.");
  }

  @Test
  void missingAndDuplicateColumnsAreReportedTogether() {
    assertFailure(
        () -> reading.read("day,town,Town,count\n"),
        "its header lacks amount and has more than once town; found day,town,Town,count; expected"
            + " day,town,amount,count in any order. Name each column of the dataset example once in"
            + " the first line, or choose another --dataset.");
  }

  @Test
  void aHeaderThatIsNotUtf8IsRefused() {
    assertFailure(
        () -> reading.read(new byte[] {'d', 'a', 'y', ',', 't', (byte) 0xFC, '\n'}),
        "its header has the byte \\xFC at byte 5; expected UTF-8. Save it as UTF-8, or set the"
            + " encoding in the dataset file, as in csv: {encoding: windows-1252}.");
  }

  @Test
  void aTruncatedGzipFileIsRefused() throws IOException {
    byte[] whole = gzip(HEADER + "01-02-2022,Goa,1,2\n".repeat(1000));
    byte[] half = Arrays.copyOf(whole, whole.length - 9);
    reading.named("file.csv.gz");
    assertFailure(
        () -> reading.read(half),
        "the compressed data ends too early at or before byte "
            + half.length
            + "; expected a whole gzip file. Copy it again.");
  }

  @Test
  void aTextFileNamedGzIsReadAsText() {
    reading.named("file.csv.GZ").read(HEADER + "01-02-2022,Goa,1,2\n");

    assertThat(reading.text()).containsExactly("2022-02-01|Goa|1|2");
    assertThat(reading.notes())
        .containsExactly(
            reading.file() + " is named .gz and is not compressed; it is read as CSV text.");
  }

  @Test
  void aFileNamedGzThatIsNeitherGzipNorTextIsRefused() {
    reading.named("file.csv.gz");
    assertFailure(
        () -> reading.read(new byte[] {1, 2, (byte) 0xF0, 4}),
        "it is named .gz and holds no gzip data; it begins with the bytes 01 02 f0 04; expected CSV"
            + " text, as it is or compressed with gzip, zstd or zip. Copy it again, or compress the"
            + " CSV file again.");
  }

  @Test
  void gzipIsDecompressedForAnyFileName() throws IOException {
    reading.named("file.csv").read(gzip(HEADER + "01-02-2022,Goa,1,2\n"));

    assertThat(reading.text()).containsExactly("2022-02-01|Goa|1|2");
    try (InputStream in = new RowSource(reading.file()).open()) {
      assertThat(in).hasContent(HEADER + "01-02-2022,Goa,1,2\n");
    }
  }

  @Test
  void aTruncatedGzipStreamFailsWithAMessage() throws IOException {
    byte[] whole = gzip(HEADER + "01-02-2022,Goa,1,2\n".repeat(1000));
    Files.write(reading.file(), Arrays.copyOf(whole, whole.length - 9));
    try (InputStream in = new RowSource(reading.file()).open()) {
      assertFailure(
          in::readAllBytes,
          "the compressed data ends too early at or before byte "
              + (whole.length - 9)
              + "; expected a whole gzip file. Copy it again.");
    }
  }

  @Test
  void anUnclosedQuoteIsRefused() {
    assertFailure(
        () ->
            reading.read(HEADER + "01-02-2022,Goa,1,2\n01-02-2022,\"Goa,1,2\n01-02-2022,Goa,1,2\n"),
        "the quote that opens on line 3 (byte 52) never closes; expected a closing quote before the"
            + " end of the file. Close it, or double the quotes that belong to the text.");
  }

  @Test
  void recordsWithTooFewOrTooManyFieldsAreRejected() {
    reading.read(HEADER + "01-02-2022,Goa,1\n01-02-2022,Goa,1,2,3,4,5\n");

    assertThat(reading.refusals())
        .containsExactly(
            "line 2 (byte 22): FIELD_COUNT 3 fields; expected 4 fields",
            "line 3 (byte 39): FIELD_COUNT 7 fields; expected 4 fields");
  }

  @Test
  void aDateThatDoesNotExistIsRejected() {
    assertRefused(
        "31-02-2022,Goa,1,2",
        "day: NOT_A_DATE 31-02-2022; expected a day of the calendar written dd-MM-yyyy");
  }

  @Test
  void valuesThatAreNotWholeNumbersAreRejected() {
    String expected =
        "expected a whole number from -9223372036854775808 to 9223372036854775807, digits only";
    assertRefused("01-02-2022,Goa,1e3,2", "amount: NOT_A_NUMBER 1e3; " + expected);
    assertRefused("01-02-2022,Goa,\"1,000\",2", "amount: NOT_A_NUMBER 1,000; " + expected);
    assertRefused("01-02-2022,Goa, 12,2", "amount: NOT_A_NUMBER \" 12\"; " + expected);
    String missing =
        "amount: VALUE_MISSING an empty field; expected a value, since the column is not nullable";
    assertRefused("01-02-2022,Goa,,2", missing);
    assertRefused("01-02-2022,Goa,\"\",2", missing);
    assertRefused(
        "01-02-2022,Goa,9223372036854775808,2",
        "amount: OUT_OF_RANGE 9223372036854775808; " + expected);
    assertRefused("01-02-2022,Goa,-,2", "amount: NOT_A_NUMBER -; " + expected);
  }

  @Test
  void aNegativeCountIsRejected() {
    assertRefused(
        "01-02-2022,Goa,1,-5",
        "count: OUT_OF_RANGE -5; expected a whole number from 0 to 1000, digits only");
  }

  @Test
  void textAfterAClosingQuoteIsRejected() {
    assertRefused(
        "01-02-2022,\"Goa\" x,1,2",
        "town: TEXT_AFTER_QUOTE \"Goa\" x; expected nothing after the closing quote");
  }

  @Test
  void aNulInTextIsRejected() {
    assertRefused("01-02-2022,G\0a,1,2", "town: NUL_CHARACTER G\\x00a; expected text without NUL");
  }

  @Test
  void bytesThatAreNotUtf8AreRejected() {
    byte[] bytes =
        (HEADER + "01-02-2022,G?a,1,2\n01-02-2022,Göa,1,2\n").getBytes(StandardCharsets.UTF_8);
    bytes[34] = (byte) 0xFF;
    reading.read(bytes);

    assertThat(reading.refusals())
        .containsExactly(
            "line 2 (byte 22), column Town: NOT_UTF8 \\xFF at byte 34; expected UTF-8");
    assertThat(reading.text()).containsExactly("2022-02-01|Göa|1|2");
    assertThat(reading.rejects().get(0).raw().escaped()).isEqualTo("01-02-2022,G\\xFFa,1,2");
  }

  @Test
  void aFieldOfTenMegabytesIsRejected() {
    reading.read(HEADER + "01-02-2022," + "x".repeat(10_000_000) + ",1,2\n01-02-2022,Goa,1,2\n");

    assertThat(reading.refusals())
        .containsExactly(
            "line 2 (byte 22), column Town: FIELD_TOO_LONG 10000000 bytes; expected at most 1048576"
                + " bytes");
    assertThat(reading.rejects().get(0).raw().escaped())
        .hasSize(65536 + 21)
        .endsWith("\\(9934479 more bytes)");
    assertThat(reading.text()).containsExactly("2022-02-01|Goa|1|2");
  }

  @Test
  void nullsAndEmptyTextAreDistinguished() {
    Dataset dataset =
        Datasets.of(
            new CsvDialect(';', "NULL", 100),
            Datasets.nullable("t", new ColumnType.Text()),
            Datasets.nullable("n", new ColumnType.Int()));
    Reading other = new Reading(directory, dataset);
    RowSummary summary = other.read("t;n\nNULL;NULL\n\"NULL\";\"\"\n;1\n\"\";2\n");

    assertThat(other.text()).containsExactly("null|null", "NULL|null", "|1", "|2");
    assertThat(summary.columns()).extracting(ColumnProfile::nulls).containsExactly(1L, 2L);
  }

  @Test
  void theFirstRejectBeyondTheLimitEndsTheReading() {
    reading.with(new RejectLimit.Count(1)).with(new Tuning(32, 1000, 1 << 20));
    assertThatThrownBy(
            () ->
                reading.read(
                    HEADER
                        + "x,Goa,1,2\n"
                        + "01-02-2022,Goa,1,2\n".repeat(20)
                        + "y,Goa,1,2\nz,Goa,1,2\n"))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot accept "
                + reading.file()
                + ": line 23 (byte 412), column Day has y; expected a day of the calendar written"
                + " dd-MM-yyyy. That is reject 2 of at most 1: fix the file, or allow more with"
                + " --max-rejects.");
    assertThat(reading.rejects()).hasSize(2);
  }

  @Test
  void aPercentageLimitIsCheckedAtTheEnd() {
    reading.with(RejectLimit.parse("2%"));
    assertThat(
            reading.read(HEADER + "x,Goa,1,2\n" + "01-02-2022,Goa,1,2\n".repeat(49)).rowsRejected())
        .isEqualTo(1);
    assertThatThrownBy(
            () -> reading.read(HEADER + "x,Goa,1,2\n" + "01-02-2022,Goa,1,2\n".repeat(48)))
        .hasMessage(
            "Cannot accept "
                + reading.file()
                + ": 1 of 49 rows do not fit the dataset; expected at most 2% rejects. Fix the"
                + " file, or allow more with --max-rejects.");
  }

  @Test
  void rowsThatEqualAnEarlierRowAreDuplicatesAtAnyPosition() {
    RowSummary summary =
        reading.read(
            HEADER + "01-02-2022,Goa,1,2\n01-02-2022,Mon,1,2\n".repeat(5) + "01-02-2022,Ara,1,2\n");

    assertThat(summary.duplicates()).isEqualTo(OptionalLong.of(8));
  }

  @Test
  void profilesContainOnlyLoadedValues() {
    RowSummary summary =
        reading.read(HEADER + "01-02-2022,Goa,1,2\n03-02-2022,Ara,4,2\n01-01-1900,A,-100,x\n");

    assertThat(summary.columns())
        .containsExactly(
            new ColumnProfile(
                "day",
                2,
                0,
                2,
                Optional.of("2022-02-01"),
                Optional.of("2022-02-03"),
                Optional.empty(),
                Optional.empty()),
            new ColumnProfile(
                "town",
                2,
                0,
                2,
                Optional.of("Ara"),
                Optional.of("Goa"),
                Optional.empty(),
                Optional.empty()),
            new ColumnProfile(
                "amount",
                2,
                0,
                2,
                Optional.of("1"),
                Optional.of("4"),
                Optional.of("5"),
                Optional.of("2.5")),
            new ColumnProfile(
                "count",
                2,
                0,
                1,
                Optional.of("2"),
                Optional.of("2"),
                Optional.of("4"),
                Optional.of("2")));
  }

  private void assertRefused(String line, String refusal) {
    Reading one = new Reading(directory, SALES);
    one.read(HEADER + line + "\n");
    assertThat(one.refusals())
        .singleElement()
        .asString()
        .isEqualToIgnoringCase("line 2 (byte 22), column " + refusal);
    assertThat(one.rows()).isEmpty();
  }

  private void assertFailure(ThrowingCallable action, String message) {
    assertThatThrownBy(action)
        .isInstanceOf(Failure.class)
        .hasMessage("Cannot read " + reading.file() + ": " + message);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
