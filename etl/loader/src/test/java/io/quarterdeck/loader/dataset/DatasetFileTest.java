package io.quarterdeck.loader.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFileTest {
  private static final String HEAD = "name: bank\ntable: bank.rows\n";
  private static final String COLUMNS =
      HEAD
          + """
          columns:
            - {name: day, type: date}
            - {name: place, type: text}
            - {name: amount, type: "decimal(10,2)"}
          """;

  @TempDir Path folder;

  @Test
  void readsTheReferenceDataset() {
    Dataset dataset = DatasetFile.find("bank-transactions", Path.of("../../datasets"));

    assertThat(dataset)
        .isEqualTo(
            new Dataset(
                "bank-transactions",
                new TableName("bank", "transactions"),
                CsvDialect.DEFAULT,
                List.of(
                    column("date", "Date", new ColumnType.Date("dd-MM-yyyy"), false),
                    column("domain", "Domain", new ColumnType.Text(), false),
                    column("location", "Location", new ColumnType.Text(), false),
                    counted("value", "Value", new ColumnType.BigInt()),
                    counted("transaction_count", "Transaction_count", new ColumnType.Int())),
                List.of(List.of("location")),
                LoadMode.REPLACE,
                Optional.of(
                    new Export(
                        List.of("domain", "location"),
                        new Period("date", Period.Every.QUARTER),
                        List.of("value", "transaction_count"))),
                Optional.of(new Schedule("0 0 6 1 1,4,7,10 ?", "UTC"))));
  }

  @Test
  void fillsInTheDefaults() throws IOException {
    Dataset dataset =
        read(HEAD + "columns: [{name: day, type: date}, {name: at, type: timestamp}]\n");

    assertThat(dataset.csv()).isEqualTo(new CsvDialect(',', "", 1_048_576));
    assertThat(dataset.mode()).isEqualTo(LoadMode.REPLACE);
    assertThat(dataset.indexes()).isEmpty();
    assertThat(dataset.export()).isEmpty();
    assertThat(dataset.schedule()).isEmpty();
    assertThat(dataset.columns())
        .containsExactly(
            column("day", "day", new ColumnType.Date("yyyy-MM-dd"), true),
            column("at", "at", new ColumnType.Timestamp("yyyy-MM-dd HH:mm:ss[.SSSSSS]"), true));
  }

  @Test
  void readsEveryTypeAndSetting() throws IOException {
    Dataset dataset =
        read(
            HEAD
                + """
                csv: {delimiter: ";", nullValue: "NULL", maximumFieldBytes: 2KiB}
                columns:
                  - {name: a, type: integer, min: -5, max: 5}
                  - {name: b, type: double, min: 0.5}
                  - {name: c, type: boolean}
                  - {name: d, type: "decimal(10, 2)", max: 99999999.99}
                mode: append
                """);

    assertThat(dataset.csv()).isEqualTo(new CsvDialect(';', "NULL", 2048));
    assertThat(dataset.mode()).isEqualTo(LoadMode.APPEND);
    assertThat(dataset.columns())
        .extracting(column -> column.type().sql())
        .containsExactly("integer", "double precision", "boolean", "numeric(10,2)");
    assertThat(dataset.columns().get(0).max()).contains(new BigDecimal("5"));
  }

  @Test
  void reportsAllProblemsTogetherWithTheirLines() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    name: Bank
                    tabel: bank.rows
                    mode: upsert
                    columns:
                      - {name: date, type: date, format: dd-MM}
                      - {name: load_id, type: text, format: x}
                      - {name: value, source: Date, type: int}
                      - {name: count, type: integer, min: 5, max: 1.5}
                      - {name: Count, min: 1}
                    """))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot read the dataset file "
                + folder.resolve("bank.yaml")
                + """
                : found 12 problems; expected none. Fix these lines:
                  bank.yaml:1: name: found 'Bank'; expected lower-case words joined by hyphens, at most 63 characters
                  bank.yaml:1: found no 'table'; expected one
                  bank.yaml:2: found the unknown key 'tabel'; expected one of name, table, csv, columns, indexes, mode, export, schedule (did you mean 'table'?)
                  bank.yaml:3: mode: found 'upsert'; expected replace or append
                  bank.yaml:5: columns[0].format: found 'dd-MM'; expected a pattern of java.time that holds a whole date, such as dd-MM-yyyy
                  bank.yaml:6: columns[1].name: found 'load_id'; expected a name that is not reserved (load_id, load_line and PostgreSQL's system columns are)
                  bank.yaml:6: columns[1].format: found 'x'; expected none: only date and timestamp columns have a format
                  bank.yaml:7: columns[2].source: found 'Date' again; expected a source of its own (first in line 5)
                  bank.yaml:7: columns[2].type: found 'int'; expected one of text, integer, bigint, decimal(p,s), double, boolean, date, timestamp
                  bank.yaml:8: columns[3].max: found '1.5'; expected a number that fits integer
                  bank.yaml:9: columns[4].name: found 'Count'; expected lower-case letters, digits and underscores, not beginning with a digit, at most 63 of them
                  bank.yaml:9: columns[4]: found no 'type'; expected one\
                """);
  }

  @Test
  void reportsDuplicateKeysAndColumns() {
    fails(
        COLUMNS + "  - {name: day, type: text}\nname: twice\n",
        "bank.yaml:7: columns[3].name: found 'day' again; expected a name of its own (first in line"
            + " 4)",
        "bank.yaml:7: columns[3].name: found 'day' again; expected a source of its own (first in"
            + " line 4)",
        "bank.yaml:8: found the key 'name' again; expected it once (first in line 1)");
  }

  @Test
  void readsEveryKeyOfTheDialect() throws IOException {
    Dataset dataset =
        read(
            """
            name: bank
            table: bank.rows
            csv:
              encoding: windows-1252
              skipLines: 2
              delimiter: tab
              quote: "'"
              escape: '\\'
              nullValues: ["", NA, NULL, ~]
              decimal: ","
              thousands: "."
            columns:
              - {name: day, type: date, format: [dd.MM.yyyy, MMM d yyyy]}
              - {name: at, type: timestamp, format: epoch-seconds, timezone: Europe/Berlin}
              - {name: amount, type: "decimal(10,2)"}
              - {name: share, type: double, decimal: ".", thousands: "'", transform: {remove: "%"}}
              - {name: place, type: text, transform: [trim, upper, {map: {GOA: Panaji}}]}
            """);

    assertThat(dataset.csv())
        .isEqualTo(
            new CsvDialect(
                Charset.forName("windows-1252"),
                2,
                '\t',
                Optional.of('\''),
                Optional.of('\\'),
                List.of("", "NA", "NULL", "~"),
                1 << 20));
    assertThat(dataset.columns().stream().map(Column::type))
        .startsWith(
            new ColumnType.Date("dd.MM.yyyy or MMM d yyyy"),
            new ColumnType.Timestamp("epoch-seconds", Optional.of("Europe/Berlin")));
    assertThat(dataset.columns().stream().map(Column::text))
        .containsExactly(
            FieldText.AS_IS,
            FieldText.AS_IS,
            new FieldText(List.of(), new NumberStyle(',', Optional.of('.'))),
            new FieldText(
                List.of(new Transform.Remove("%")), new NumberStyle('.', Optional.of('\''))),
            new FieldText(
                List.of(
                    new Transform.Trim(),
                    new Transform.Upper(),
                    new Transform.Replace(Map.of("GOA", "Panaji"))),
                NumberStyle.PLAIN));
  }

  @Test
  void checksEveryKeyOfTheDialect() {
    fails(
        """
        name: bank
        table: bank.rows
        csv:
          encoding: utf-99
          skipLines: many
          quote: ","
          escape: '"'
          nullValues: []
          decimal: "x"
          thousands: "."
        columns:
          - {name: day, type: date, timezone: UTC}
          - {name: at, type: timestamp, format: [iso-8601, HH:mm], timezone: Europe/Berlinn}
          - {name: amount, type: text, decimal: ","}
          - {name: place, type: text, transform: [reverse, {map: []}, {remove: ""}, {}]}
        """,
        "bank.yaml:4: csv.encoding: found 'utf-99'; expected an encoding such as UTF-8,"
            + " windows-1252, ISO-8859-15, UTF-16 or Shift_JIS",
        "bank.yaml:5: csv.skipLines: found 'many'; expected a number of lines from 0 to 1000",
        "bank.yaml:6: csv.quote: found ','; expected none, or one ASCII character other than the"
            + " delimiter and white space",
        "bank.yaml:8: csv.nullValues: found an empty list; expected a list of texts, such as"
            + " [\"\", NA, NULL]",
        "bank.yaml:9: csv.decimal: found 'x'; expected '.' or ','",
        "bank.yaml:10: csv.thousands: found '.'; expected a comma, a point, a space, an apostrophe"
            + " or an underscore, other than the decimal character",
        "bank.yaml:12: columns[0].timezone: found 'UTC'; expected none: only timestamp columns have"
            + " a time zone",
        "bank.yaml:13: columns[1].timezone: found 'Europe/Berlinn'; expected an IANA time zone such"
            + " as UTC or Asia/Kolkata",
        "bank.yaml:13: columns[1].format[1]: found 'HH:mm'; expected a pattern of java.time that"
            + " holds a whole date and a time, such as yyyy-MM-dd HH:mm:ss, or one of iso-8601,"
            + " rfc-1123, epoch-seconds, epoch-milliseconds",
        "bank.yaml:14: columns[2].decimal: found ','; expected none: only columns of numbers have"
            + " it",
        "bank.yaml:15: columns[3].transform[0]: found 'reverse'; expected trim, upper, lower, {map:"
            + " {FROM: TO}} or {remove: TEXT}, or a list of them",
        "bank.yaml:15: columns[3].transform[1].map: found a list; expected a mapping from values in"
            + " the file to other values",
        "bank.yaml:15: columns[3].transform[2].remove: found ''; expected a text to remove, such as"
            + " \"%\"",
        "bank.yaml:15: columns[3].transform[3]: found a mapping; expected trim, upper, lower, {map:"
            + " {FROM: TO}} or {remove: TEXT}, or a list of them");
  }

  @Test
  void checksTheDialect() {
    fails(
        COLUMNS + "csv: {delimiter: ab, nullValue: 'a,b', maximumFieldBytes: 2GiB}\n",
        "bank.yaml:7: csv.delimiter: found 'ab'; expected one ASCII character other than a quote, a"
            + " carriage return, a line feed and NUL, or one of comma, semicolon, tab, pipe and"
            + " space",
        "bank.yaml:7: csv.nullValue: found 'a,b'; expected text without the delimiter, quotes, line"
            + " breaks and NUL",
        "bank.yaml:7: csv.maximumFieldBytes: found '2GiB'; expected a number of bytes from 1 to"
            + " 1GiB, such as 65536 or 1MiB");
  }

  @Test
  void checksBoundsAgainstTypeAndEachOther() {
    fails(
        HEAD
            + """
            columns:
              - {name: a, type: integer, max: 2147483648}
              - {name: b, type: bigint, min: 2, max: 1}
              - {name: c, type: text, min: 1}
              - {name: d, type: "decimal(3,2)", max: 10}
              - {name: e, type: "decimal(2,3)"}
            """,
        "bank.yaml:4: columns[0].max: found '2147483648'; expected a number that fits integer",
        "bank.yaml:5: columns[1].max: found '1'; expected at least min, which is 2",
        "bank.yaml:6: columns[2].min: found '1'; expected none: only columns of numbers have min"
            + " and max",
        "bank.yaml:7: columns[3].max: found '10'; expected a number that fits numeric(3,2)",
        "bank.yaml:8: columns[4].type: found 'decimal(2,3)'; expected decimal(p,s) with p from 1 to"
            + " 1000 and s from 0 to p");
  }

  @Test
  void checksExportAndIndexesAgainstTheColumns() {
    fails(
        COLUMNS
            + """
            indexes: [[plaice]]
            export:
              by: []
              period: {column: place, every: week}
              sum: [place]
            """,
        "bank.yaml:7: indexes[0][0]: found 'plaice'; expected one of the columns day, place, amount"
            + " (did you mean 'place'?)",
        "bank.yaml:9: export.by: found an empty list; expected a list of columns",
        "bank.yaml:10: export.period.column: found 'place'; expected a column of type date or"
            + " timestamp",
        "bank.yaml:10: export.period.every: found 'week'; expected one of month, quarter, year",
        "bank.yaml:11: export.sum: found 'place'; expected columns of numbers");
  }

  @Test
  void exportsDecimalsOfAtMost38Digits() {
    fails(
        HEAD
            + """
            columns:
              - {name: day, type: date}
              - {name: amount, type: "decimal(39,0)"}
            export: {by: [day], period: {column: day, every: year}, sum: [amount]}
            """,
        "bank.yaml:4: columns: found decimal(39,0) in 'amount'; expected at most 38 digits, since"
            + " there is an export and Parquet holds no more");
  }

  @Test
  void checksTheSchedule() {
    fails(
        COLUMNS + "schedule: {quartz: '0 0 6 1 1 1', timezone: Mars/Base}\n",
        "bank.yaml:7: schedule.quartz: found '0 0 6 1 1 1'; expected '?' in either the day of month"
            + " or the day of week, and not in both",
        "bank.yaml:7: schedule.timezone: found 'Mars/Base'; expected an IANA time zone such as UTC"
            + " or Asia/Kolkata");
  }

  @Test
  void limitsTheTableNameSoThatPartitionNamesFit() {
    fails(
        COLUMNS.replace("bank.rows", "bank." + "r".repeat(45)),
        "bank.yaml:2: table: found 'bank."
            + "r".repeat(45)
            + "'; expected a table of at most 44 bytes, so that its partitions' names fit into 63");
  }

  @Test
  void reportsTheLineOfInvalidYaml() {
    fails(
        "name: bank\n\ttable: x\n",
        "bank.yaml:2: found invalid YAML (found character '\\t(TAB)' that cannot start any token."
            + " (Do not use \\t(TAB) for indentation)); expected valid YAML");
    fails(
        "name: bank\n  table: x\n",
        "bank.yaml:2: found invalid YAML (mapping values are not allowed here); expected valid"
            + " YAML");
    fails("", "bank.yaml:1: found an empty file; expected a dataset");
    fails(
        "- 1\n",
        "bank.yaml:1: found a list; expected a mapping with the keys name, table, csv, columns,"
            + " indexes, mode, export, schedule");
  }

  @Test
  void listsTheExistingDatasets() throws IOException {
    Files.writeString(folder.resolve("bank.yaml"), COLUMNS);
    Files.writeString(folder.resolve("weather.yaml"), COLUMNS);

    assertThatThrownBy(() -> DatasetFile.find("wether", folder))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot find the dataset 'wether': found no wether.yaml in %s; expected one of bank,"
                + " weather (did you mean 'weather'?). Name one of them, or give a file.",
            folder);
  }

  @Test
  void takesAPathAsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("bank.yaml"), COLUMNS);

    assertThat(DatasetFile.find(file.toString(), Path.of("nowhere")).name()).isEqualTo("bank");
    assertThatThrownBy(() -> DatasetFile.find("nowhere/x.yaml", folder))
        .hasMessage(
            "Cannot read the dataset file nowhere/x.yaml: found no such file; expected one. Check"
                + " the path.");
  }

  @Test
  void refusesOtherEncodings() throws IOException {
    Path file =
        Files.write(folder.resolve("x.yaml"), "name: é".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> DatasetFile.read(file))
        .hasMessage(
            "Cannot read the dataset file %s: found bytes that are not UTF-8; expected UTF-8. Save"
                + " it as UTF-8.",
            file);
  }

  private void fails(String text, String... lines) {
    String count = lines.length == 1 ? "1 problem" : lines.length + " problems";
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot read the dataset file %s: found %s; expected none. Fix these lines:\n  %s",
            folder.resolve("bank.yaml"), count, String.join("\n  ", lines));
  }

  private Dataset read(String text) throws IOException {
    return DatasetFile.read(Files.writeString(folder.resolve("bank.yaml"), text));
  }

  private static Column column(String name, String source, ColumnType type, boolean nullable) {
    return new Column(name, source, type, nullable, Optional.empty(), Optional.empty());
  }

  private static Column counted(String name, String source, ColumnType type) {
    return new Column(name, source, type, false, Optional.of(BigDecimal.ZERO), Optional.empty());
  }
}
