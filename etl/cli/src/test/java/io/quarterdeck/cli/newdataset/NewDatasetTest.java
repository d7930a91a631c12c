package io.quarterdeck.cli.newdataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Run;
import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.DatasetFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Describes files, and checks each file against its description. */
class NewDatasetTest {
  @TempDir private Path folder;

  /** The type of the column v for values that are separated by spaces. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1 2 -3; integer",
        "1 2 3000000000; bigint",
        "1 123456789012345678901; decimal(38,0)",
        "1.25 3.50 12.00; decimal(12,2)",
        "1.5 2.25 3; double",
        "1e3 2.5; double",
        "01067 80331; text",
        "0 1 0; integer",
        "true FALSE True; boolean",
        "Yes no YES; boolean",
        "Y N Y; boolean",
        "T G A; text",
        "2022-01-31 2022-02-01; date yyyy-MM-dd",
        "31/01/2022 01/02/2022; date dd/MM/yyyy",
        "1/31/2022 2/1/2022; date M/d/yyyy",
        "31.1.22 1.2.99; date d.M.yy",
        "03/04/2022 2022-01-31; date MM/dd/yyyy or yyyy-MM-dd",
        "03/04/2022 05-06-2022; date dd/MM/yyyy or dd-MM-yyyy",
        "20220131 20220201; date yyyyMMdd",
        "2022-01-31T10:00:00Z 2022-02-01T00:00:00Z; timestamp yyyy-MM-dd'T'HH:mm:ssX",
        "2022-01-31T10:00:00 2022-02-01T00:00:00.5; timestamp iso-8601",
        "5% 12.5%; double",
        "$1,234.50 $2.00; decimal(12,2)",
        "1'234 12'345; integer",
        "1 2 x; text",
        "2022-02-30 2022-02-28; text",
        "31/12/2022 12/31/2022; text",
        "10.0.0.1 10.0.0.2; text",
        "NA NA 3; integer",
        "1 - 3; integer",
        "inf 1.5; text",
      })
  void typesAreGuessed(String values, String type) throws IOException {
    Dataset dataset =
        describe("k,v\n" + rows(values.replace("$1,234.50", "\"$1,234.50\"").split(" ")));

    assertThat(type(dataset.columns().get(1))).isEqualTo(type);
  }

  @Test
  void namesOfColumnsBecomeIdentifiersAndEachColumnIsFoundInTheFile() throws IOException {
    Dataset dataset =
        describe(
            """
            Größe (cm),IMDBRating,2020,,x,X,load_id,名前,% done,order,a_b,"a b"
            1,2,3,4,5,6,7,8,9,10,11,12
            """);

    assertThat(dataset.columns().stream().map(Column::name))
        .containsExactly(
            "grosse_cm",
            "imdb_rating",
            "_2020",
            "column_4",
            "x",
            "x_2",
            "load_id_in_file",
            "column_8",
            "percent_done",
            "order",
            "a_b",
            "a_b_2");
    assertThat(dataset.columns().stream().flatMap(c -> c.position().stream()))
        .containsExactly(4, 5, 6);
  }

  @Test
  void aDateThatFitsBothOrdersIsMarkedAndTheTextSaysSo() throws IOException {
    Path file = write("a.csv", "d,n\n03/04/2022,1\n05/06/2022,2\n");
    Run run = newDataset(file);

    assertThat(run.out())
        .contains(
            "Ambiguous: d. Every value fits day first and month first, and the file is marked."
                + " Correct the format, or use --date-order with --force.");
    assertThat(Files.readString(yaml()))
        .contains(
            "  # AMBIGUOUS: every value fits day first and month first (such as 03/04/2022)."
                + " Check the order.\n");
    assertThat(newDataset(file, "--date-order", "day-first", "--force").out())
        .doesNotContain("Ambiguous");
    assertThat(type(DatasetFile.read(yaml()).columns().get(0))).isEqualTo("date dd/MM/yyyy");
  }

  @Test
  void anotherColumnOfTheFileDecidesTheOrder() throws IOException {
    Dataset dataset = describe("a,b\n03/04/2022,31/01/2022\n05/06/2022,01/02/2022\n");

    assertThat(type(dataset.columns().get(0))).isEqualTo("date dd/MM/yyyy");
    assertThat(Files.readString(yaml()))
        .contains("1 of 2 values have a day above 12 as their first number: dd/MM/yyyy");
  }

  @Test
  void anExistingFileIsNotReplaced() throws IOException {
    Path file = write("a.csv", "a\n1\n");
    Files.writeString(yaml(), "mine");
    Run run = newDataset(file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo(
            "Cannot write "
                + yaml()
                + ": found a file; expected none. Choose another --name, or add --force to replace"
                + " it.");
    assertThat(yaml()).hasContent("mine");
    assertThat(newDataset(file, "--force").exitCode()).isZero();
  }

  @Test
  void naIsACodeInOneColumnAndNullInTheOthers() throws IOException {
    Dataset dataset = describe("country,gdp\nDE,1.5\nNA,NA\nNL,2\nFR,3\nIT,4\nES,5\n");

    assertThat(dataset.csv().nullValues()).containsExactly("");
    assertThat(dataset.columns().get(0).text().transforms()).isEmpty();
    assertThat(dataset.columns().get(1).type()).isEqualTo(new ColumnType.Float64());
    assertThat(Files.readString(yaml())).contains("NA occurs 1 times and is read as a code");
  }

  @Test
  void quotedTextsOfMissingValuesAreNullInNumbers() throws IOException {
    Dataset dataset = describe("\"a\",\"b\"\n\"1\",\"NA\"\n\"NA\",\"2\"\n\"3\",\"4\"\n");

    assertThat(dataset.columns().stream().map(NewDatasetTest::type))
        .containsExactly("integer", "integer");
  }

  @Test
  void theDialectAndTheEncodingAreGuessed() throws IOException {
    String text = "Umsatz 2022;;\n\nOrt;Betrag;Anzahl\nKöln;1.234,50;1.200\nZürich;2,00;3.000\n";
    Path file =
        Files.write(folder.resolve("a.csv"), text.getBytes(Charset.forName("windows-1252")));
    assertThat(newDataset(file).error()).isEmpty();
    Dataset dataset = DatasetFile.read(yaml());

    assertThat(dataset.csv().encoding().name()).isEqualTo("windows-1252");
    assertThat(dataset.csv().delimiter()).isEqualTo(';');
    assertThat(dataset.columns().stream().map(NewDatasetTest::type))
        .containsExactly("text", "decimal(12,2)", "integer");
  }

  @Test
  void backslashesBeforeQuotesAreEscapes() throws IOException {
    Dataset dataset = describe("name,n\n\"H. \\\"Barney\\\" Ewell\",1\nC:\\dir,2\n");

    assertThat(dataset.csv().escape()).contains('\\');
  }

  @Test
  void titleLinesAreSkippedAndUtf16AndTabsAreRead() throws IOException {
    String text = "Report of \"May\"\ncreated today\nname\tamount\n6\" pipe\t1\n\"a\tb\"\t2\n";
    Path file = Files.write(folder.resolve("a.csv"), text.getBytes(StandardCharsets.UTF_16LE));
    newDataset(file);
    Dataset dataset = DatasetFile.read(yaml());

    assertThat(dataset.csv().skippedLines()).isEqualTo(2);
    assertThat(dataset.csv().delimiter()).isEqualTo('\t');
    assertThat(check(file).exitCode()).isZero();
  }

  @Test
  void aTypeThatOnlyALaterRowRefutesIsCorrected() throws IOException {
    StringBuilder text = new StringBuilder("n,m\n");
    for (int row = 0; row < 500; row++) {
      text.append(row).append(",1\n");
    }
    Path file = write("a.csv", text + "x,\n");
    Run run = newDataset(file, "--sample", "100");

    assertThat(run.error()).isEmpty();
    Dataset dataset = DatasetFile.read(yaml());
    assertThat(dataset.columns().stream().map(NewDatasetTest::type))
        .containsExactly("text", "integer");
    assertThat(Files.readString(yaml()))
        .contains("line 502 has 'x', which is not an integer")
        .contains(
            "Types were guessed from the first 100 rows, and checked against the whole file.");
    assertThat(check(file).exitCode()).isZero();
  }

  @Test
  void rowsThatFitNoDescriptionAreCounted() throws IOException {
    Path file = write("a.csv", "a,b\n1,2\n3\n4,5,6\n7,8\n");
    Run run = newDataset(file);

    assertThat(run.out())
        .contains(
            "2 rows fit no description; the first is line 3 (byte 8): 1 field; expected 2 fields."
                + " Load them with --max-rejects 2.");
  }

  @Test
  void aVeryWideFileIsDescribed() throws IOException {
    String header =
        IntStream.range(0, 1200).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    String row =
        IntStream.range(0, 1200).mapToObj(String::valueOf).collect(Collectors.joining(","));

    assertThat(describe(header + "\n" + row + "\n").columns()).hasSize(1200);
  }

  @Test
  void exportKeysAndIndexesAreSuggested() throws IOException {
    StringBuilder text = new StringBuilder("id,day,region,amount,latitude\n");
    for (int row = 0; row < 60; row++) {
      text.append(row + 1)
          .append(",2022-01-")
          .append(10 + row % 20)
          .append(row % 2 == 0 ? ",north," : ",south,")
          .append(row % 7)
          .append(".50,50.1\n");
    }
    Dataset dataset = describe(text.toString());

    assertThat(dataset.export().orElseThrow().by()).containsExactly("region");
    assertThat(dataset.export().orElseThrow().period().column()).isEqualTo("day");
    assertThat(dataset.export().orElseThrow().sum()).containsExactly("amount");
    assertThat(dataset.indexes()).containsExactly(List.of("id"), List.of("region"));
  }

  @Test
  void jsonHasTheColumns() throws IOException {
    Run run = newDataset(write("a.csv", "a\n1\n"), "--json");

    assertThat(run.out())
        .matches(
            "\\{\"dataset\":\"a\",\"file\":\"[^\"]+\",\"rows\":1,\"rowsRejected\":0,\"columns\":"
                + "\\[\\{\"name\":\"a\",\"source\":\"a\",\"type\":\"integer\",\"nulls\":0,"
                + "\"ambiguous\":false,\"evidence\":\\[\\]\\}\\]\\}\\R");
  }

  @Test
  void aFileWithoutTextIsRefused() throws IOException {
    Path file = write("a.csv", "\n\n");

    assertThat(newDataset(file).error())
        .isEqualTo(
            "Cannot describe "
                + file
                + ": it has no text; expected a header and rows. Write the file again.");
  }

  private static String rows(String[] values) {
    StringBuilder rows = new StringBuilder();
    for (String value : values) {
      rows.append("x,").append(value).append('\n');
    }
    return rows.toString();
  }

  private static String type(Column column) {
    ColumnType type = column.type();
    return switch (type.kind()) {
      case TEXT, INTEGER, BIGINT, BOOLEAN -> type.sql();
      case DECIMAL -> type.sql().replace("numeric", "decimal");
      case DOUBLE -> "double";
      case DATE -> "date " + ((ColumnType.Date) type).format();
      case TIMESTAMP -> "timestamp " + ((ColumnType.Timestamp) type).format();
    };
  }

  /** Describes a file that then must fit its description. */
  private Dataset describe(String text) throws IOException {
    Path file = write("a.csv", text);
    assertThat(newDataset(file).error()).isEmpty();
    Run check = check(file);
    assertThat(check.error()).isEmpty();
    assertThat(check.exitCode()).isZero();
    return DatasetFile.read(yaml());
  }

  private Path yaml() {
    return folder.resolve("a.yaml");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Run newDataset(Path file, String... more) {
    List<String> words = new ArrayList<>(List.of("new-dataset", file.toString()));
    words.addAll(List.of("--out", yaml().toString()));
    words.addAll(List.of(more));
    return Run.of(words.toArray(String[]::new));
  }

  private Run check(Path file) {
    return Run.of(
        "check",
        file.toString(),
        "--dataset",
        yaml().toString(),
        "--rejects",
        folder.resolve("r.csv").toString());
  }
}
