package io.quarterdeck.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the output of check for an invalid file. */
class CheckCommandTest {
  private static final String MISSING = "'a value, since the column is not nullable'";
  private static final String INTEGER =
      "'a whole number from -2147483648 to 2147483647, digits only'";
  private static final String DECIMAL =
      "'a decimal number with at most 3 digits before the point and 2 after it'";
  private static final String DOUBLE = "'a number such as -1.5 or 2e10, of 64 bits'";
  private static final String BOOLEAN = "'one of true, t, yes, 1, false, f, no, 0'";
  private static final String DATE = "'a day of the calendar written yyyy-MM-dd'";
  private static final String TIMESTAMP = "'a moment written yyyy-MM-dd HH:mm:ss[.SSSSSS]'";

  @TempDir private Path folder;
  private Path dataset;
  private Path rejects;

  @BeforeEach
  void writeDataset() throws IOException {
    rejects = folder.resolve("rejects.csv");
    dataset =
        Files.writeString(
            folder.resolve("shop.yaml"),
            """
            name: shop
            table: shop.sales
            columns:
              - {name: item, type: text, nullable: false}
              - {name: amount, type: integer}
            """);
  }

  @Test
  void allLinesThatDoNotFitAreReportedAndTheExitCodeIsOne() throws IOException {
    Path file = csv("tea,1\ntea,x\n,3\ntea,4,5\ntea,6\n");
    Run run = check(file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern(
            "Checked 5 rows of \\Q" + file + "\\E against shop in [0-9.]+ s: 2 fit\\.\\R")
        .containsIgnoringNewLines(
            """
              line  column  found           expected
                 3  amount  x               a whole number from -2147483648 to 2147483647, digits only
                 4  item    an empty field  a value, since the column is not nullable
                 5  -       3 fields        2 fields

            Rejected 3 rows; each is in %s.
            """
                .formatted(rejects));
    assertThat(run.error())
        .isEqualTo(
            "Cannot accept "
                + file
                + ": 3 of 5 rows do not fit the dataset shop; expected at most 0 rejects. Correct the"
                + " lines that "
                + rejects
                + " lists, or allow more with --max-rejects.");
    assertThat(Files.readAllLines(rejects)).hasSize(4);
  }

  @Test
  void rejectsThatAreAllowedAreListedAndTheExitCodeIsZero() throws IOException {
    Run run = check(csv("tea,x\n".repeat(25) + "tea,1\n"), "--max-rejects", "25");

    assertThat(run.exitCode()).isZero();
    assertThat(run.error()).isEmpty();
    assertThat(run.out().lines().filter(line -> line.contains("a whole number"))).hasSize(20);
    assertThat(run.out())
        .contains("The first 20 of 25 rejects. Rejected 25 rows; each is in " + rejects + ".");
  }

  @Test
  void jsonHasOneObjectAlsoWhenTheFileIsRejected() throws IOException {
    Path file = csv("tea,1\ntea,x\ntea,x\ntea,1\n");

    assertThat(check(file, "--json").out()).matches(json(4, 2, "1", "rejected", "true"));
    assertThat(check(file, "--json").exitCode()).isEqualTo(1);
    Run allowed = check(file, "--json", "--max-rejects", "50%");
    assertThat(allowed.out()).matches(json(4, 2, "1", "checked", "true"));
    assertThat(allowed.exitCode()).isZero();
  }

  @Test
  void itStopsAfterTenThousandRejectsOrAfterAsManyAsAreAllowed() throws IOException {
    Path file = csv("tea,x\n".repeat(300_000));
    Run run = check(file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("The first 20 of 10,000 rejects.")
        .contains("Stopped after 10,000 rejects; the rest of the file was not read.")
        .contains("Duplicate rows: not counted (the file was not read to its end).");
    assertThat(run.error()).contains(": 10,000 of 10,000 rows read so far do not fit");
    assertThat(Files.readAllLines(rejects)).hasSize(10_001);
    assertThat(check(file, "--json").out())
        .matches(json(10_000, 10_000, "null", "rejected", "false"));

    assertThat(check(file, "--json", "--max-rejects", "20000").out())
        .matches(json(20_001, 20_001, "null", "rejected", "false"));
    Run all = check(file, "--json", "--max-rejects", "300000");
    assertThat(all.out()).matches(json(300_000, 300_000, "0", "checked", "true"));
    assertThat(all.exitCode()).isZero();
  }

  @Test
  void aPercentageIsOfTheWholeFileWhichIsReadToItsEnd() throws IOException {
    Path file = csv("tea,x\n".repeat(12_000) + "tea,1\n".repeat(12_000));

    Run allowed = check(file, "--json", "--max-rejects", "50%");
    assertThat(allowed.out()).matches(json(24_000, 12_000, "11999", "checked", "true"));
    assertThat(allowed.exitCode()).isZero();
    Run refused = check(file, "--json", "--max-rejects", "49.9%");
    assertThat(refused.out()).matches(json(24_000, 12_000, "11999", "rejected", "true"));
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(Files.readAllLines(rejects)).hasSize(12_001);
  }

  /** Each reject reason, for each type that has it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text | '' | an empty field | " + MISSING,
        "text | NULL | the null value NULL | " + MISSING,
        "text | a\0b | a\\x00b | text without NUL",
        "text | ä | \\xE4 at byte 4 | UTF-8",
        "text | '\"a\"b' | '\"a\"b' | nothing after the closing quote",
        "text | 12345678901234567 | 17 bytes | at most 16 bytes",
        "text | 'a,b' | 3 fields | 2 fields",
        "integer | '' | an empty field | " + MISSING,
        "integer | NULL | the null value NULL | " + MISSING,
        "integer | '\"\"' | an empty field | " + MISSING,
        "integer | ' 1' | '\" 1\"' | " + INTEGER,
        "integer | 2147483648 | 2147483648 | " + INTEGER,
        "bigint | '' | an empty field | " + MISSING,
        "bigint | 1e3 | 1e3 | 'a whole number from -9223372036854775808 to 9223372036854775807,"
            + " digits only'",
        "decimal(5,2) | '' | an empty field | " + MISSING,
        "decimal(5,2) | 1234.5 | 1234.5 | " + DECIMAL,
        "decimal(5,2) | 1.234 | 1.234 | " + DECIMAL,
        "decimal(5,2) | x | x | " + DECIMAL,
        "double | '' | an empty field | " + MISSING,
        "double | NaN | NaN | " + DOUBLE,
        "double | 1e999 | 1e999 | " + DOUBLE,
        "boolean | '' | an empty field | " + MISSING,
        "boolean | maybe | maybe | " + BOOLEAN,
        "date | '' | an empty field | " + MISSING,
        "date | 2022-02-31 | 2022-02-31 | " + DATE,
        "timestamp | '' | an empty field | " + MISSING,
        "timestamp | 2022-02-31 01:00 | 2022-02-31 01:00 | " + TIMESTAMP,
      })
  void eachReasonSaysWhatWasFoundAndWhatWasExpected(
      String type, String value, String found, String expected) throws IOException {
    Files.writeString(
        dataset,
        """
        name: shop
        table: shop.sales
        csv: {nullValue: "%s", maximumFieldBytes: 16}
        columns:
          - {name: a, type: "%s", nullable: false}
          - {name: b, type: text}
        """
            .formatted(value.equals("NULL") ? "NULL" : "", type));
    // ISO-8859-1, so that non-ASCII characters are invalid UTF-8.
    byte[] text = ("a,b\n" + value + ",x\n").getBytes(StandardCharsets.ISO_8859_1);
    Run run = check(Files.write(folder.resolve("a.csv"), text));

    assertThat(run.exitCode()).isEqualTo(1);
    String column = found.endsWith(" fields") ? "-" : "a";
    assertThat(run.out().lines().map(String::strip))
        .contains(String.format("2  %-6s  %-5s  %s", column, found, expected));
  }

  private String json(int read, int rejected, String duplicates, String status, String complete) {
    return ("\\{\"loadId\":null,\"dataset\":\"shop\",\"file\":\"[^\"]+\",\"sha256\":\"[0-9a-f]{64}\","
            + "\"rowsRead\":%d,\"rowsLoaded\":0,\"rowsRejected\":%d,\"duplicates\":%s,"
            + "\"seconds\":[0-9.]+,\"status\":\"%s\",\"rejectsFile\":\"\\Q%s\\E\","
            + "\"complete\":%s%s\\}\\R")
        .formatted(
            read,
            rejected,
            duplicates,
            status,
            rejects,
            complete,
            status.equals("rejected") ? ",\"error\":\\{\"code\":\"failed\",.*\\}" : "");
  }

  private Run check(Path file, String... more) {
    List<String> words = new ArrayList<>(List.of("check", file.toString()));
    words.addAll(List.of("--dataset", dataset.toString(), "--rejects", rejects.toString()));
    words.addAll(List.of(more));
    return Run.of(words.toArray(String[]::new));
  }

  private Path csv(String rows) throws IOException {
    return Files.writeString(folder.resolve("a.csv"), "item,amount\n" + rows);
  }
}
