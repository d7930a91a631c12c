package io.quarterdeck.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Run;
import io.quarterdeck.cli.report.ReportData.Bar;
import io.quarterdeck.cli.report.ReportData.Bin;
import io.quarterdeck.cli.report.ReportData.Cell;
import io.quarterdeck.cli.report.ReportData.Charts;
import io.quarterdeck.cli.report.ReportData.Frequent;
import io.quarterdeck.cli.report.ReportData.RowsRead;
import io.quarterdeck.cli.report.ReportData.Values;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.DatasetFile;
import io.quarterdeck.testkit.TestPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests the charts of datasets that the command line loaded into a real PostgreSQL. */
class ReportQueriesIT {
  @RegisterExtension static final TestPostgres SERVER = new TestPostgres();

  private static final String BANK =
      """
      name: bank
      table: shop.bank
      columns:
        - {name: date, source: Date, type: date, format: dd-MM-yyyy, nullable: false}
        - {name: domain, source: Domain, type: text, nullable: false}
        - {name: location, source: Location, type: text, nullable: false}
        - {name: value, source: Value, type: bigint, nullable: false}
      export:
        by: [domain, location]
        period: {column: date, every: quarter}
        sum: [value]
      """;

  /** Names that need quotes in SQL, a timestamp as the period, a number as the key, and nulls. */
  private static final String METER =
      """
      name: meter
      table: shop.meter
      columns:
        - {name: at, source: At, type: timestamp}
        - {name: group, source: Meter, type: integer}
        - {name: order, source: Used, type: "decimal(12,2)"}
      export:
        by: [group]
        period: {column: at, every: month}
        sum: [order]
      """;

  @TempDir private Path folder;

  @AfterEach
  void dropEverything() throws SQLException {
    SERVER.execute("drop schema if exists shop cascade");
    SERVER.execute("drop schema if exists quarterdeck cascade");
  }

  @Test
  void theBankIsSummedByQuarterAndDomainAndByLocation() throws Exception {
    Charts charts =
        charts(
            BANK,
            """
            Date,Domain,Location,Value
            31-12-2022,RETAIL,Goa,9000000000000000000
            01-10-2022,RETAIL,Mon,9000000000000000000
            31-03-2022,RETAIL,Goa,5
            01-04-2022,MEDICAL,Ara,7
            01-01-2022,MEDICAL,Ara,1
            """);

    assertThat(charts.measure()).isEqualTo("value");
    assertThat(charts.group()).isEqualTo("domain");
    assertThat(charts.byPeriod())
        .containsExactly(
            cell("2022 Q1", "MEDICAL", "1"),
            cell("2022 Q1", "RETAIL", "5"),
            cell("2022 Q2", "MEDICAL", "7"),
            cell("2022 Q4", "RETAIL", "18000000000000000000"));
    assertThat(charts.topGroup()).isEqualTo("location");
    assertThat(charts.top())
        .containsExactly(
            bar("Goa", "9000000000000000005"), bar("Mon", "9000000000000000000"), bar("Ara", "8"));
  }

  @Test
  void decimalsKeepTheirDigitsAndNullsHaveAPlaceOfTheirOwn() throws Exception {
    Charts charts =
        charts(
            METER,
            """
            At,Meter,Used
            2022-03-01 00:00:00,10,0.10
            2022-02-28 23:59:59,10,0.20
            2022-02-01 00:00:00,9,-3.05
            2022-02-01 00:00:00,,4.00
            2022-02-02 00:00:00,,
            ,9,1.25
            2022-05-01 00:00:00,7,
            """);

    assertThat(charts.byPeriod())
        .containsExactly(
            cell("2022-02", "10", "0.20"),
            cell("2022-02", "9", "-3.05"),
            cell("2022-02", "(none)", "4.00"),
            cell("2022-03", "10", "0.10"),
            cell("(none)", "9", "1.25"));
    assertThat(charts.group()).isEqualTo("group");
    assertThat(charts.topGroup()).isEqualTo("group");
    assertThat(charts.top())
        .containsExactly(bar("(none)", "4.00"), bar("10", "0.30"), bar("9", "-1.80"));
  }

  @Test
  void groupsBeyondTheFiftyBiggestAreFoldedBeforeTheyReachMemory() throws Exception {
    String lines =
        IntStream.rangeClosed(1, 60)
            .mapToObj(i -> "2022-01-01 00:00:00," + i + "," + (i % 2 == 0 ? i : -i) + "\n")
            .collect(Collectors.joining());

    Charts charts = charts(METER, "At,Meter,Used\n" + lines);

    assertThat(charts.byPeriod())
        .hasSize(51)
        .contains(
            cell("2022-01", "(others)", "5.00"),
            cell("2022-01", "11", "-11.00"),
            cell("2022-01", "60", "60.00"));
    assertThat(charts.top())
        .hasSize(15)
        .startsWith(bar("60", "60.00"))
        .endsWith(bar("32", "32.00"));
  }

  @Test
  void yearsAreInOrderWhereTheirTextsAreNot() throws Exception {
    String yearly = METER.replace("every: month", "every: year");

    assertThat(
            charts(yearly, "At,Meter,Used\n2022-01-01 00:00:00,1,1\n0999-01-01 00:00:00,1,2\n")
                .byPeriod())
        .containsExactly(cell("0999", "1", "2.00"), cell("2022", "1", "1.00"));
  }

  @Test
  void aTableWithoutRowsHasChartsWithoutBars() throws Exception {
    Charts charts = charts(METER, "At,Meter,Used\n");

    assertThat(charts.byPeriod()).isEmpty();
    assertThat(charts.top()).isEmpty();
  }

  @Test
  void aDatasetWithoutAnExportHasNoCharts() throws Exception {
    Path dataset = write("meter.yaml", METER.substring(0, METER.indexOf("export:")));

    try (Connection connection = SERVER.connect()) {
      assertThat(ReportQueries.charts(connection, DatasetFile.read(dataset))).isEmpty();
    }
  }

  @Test
  void theDistributionOfAColumnHasItsBoundsItsNullsLeftOutAndItsMostFrequentValues()
      throws Exception {
    charts(
        METER,
        """
        At,Meter,Used
        2022-01-01 00:00:00,10,0.00
        2022-01-01 00:00:00,10,100.00
        2022-01-21 00:00:00,9,99.99
        ,,50.00
        """);

    Values used = values("order").orElseThrow();
    assertThat(used.rows()).isEqualTo(4);
    assertThat(used.read()).isEqualTo(RowsRead.ALL);
    assertThat(used.histogram())
        .hasSize(20)
        .contains(new Bin("0", "5", 1), new Bin("5", "10", 0), new Bin("50", "55", 1))
        .endsWith(new Bin("95", "100", 2));
    Values meter = values("group").orElseThrow();
    assertThat(meter.rows()).isEqualTo(3);
    assertThat(meter.frequent()).containsExactly(new Frequent("10", 2), new Frequent("9", 1));
    assertThat(values("at").orElseThrow().histogram())
        .startsWith(new Bin("2022-01-01 00:00", "2022-01-02 00:00", 2))
        .endsWith(new Bin("2022-01-20 00:00", "2022-01-21 00:00", 1));
  }

  @Test
  void equalValuesAreOneBinAndAColumnWithoutValuesHasNone() throws Exception {
    charts(METER, "At,Meter,Used\n,7,\n,7,\n");

    assertThat(values("group").orElseThrow().histogram()).containsExactly(new Bin("7", "7", 2));
    assertThat(values("order")).isEmpty();
  }

  @Test
  void aLargeTableIsSampled() throws Exception {
    String lines =
        IntStream.range(0, 300_000)
            .mapToObj(i -> "2022-01-01 00:00:00," + i % 3 + ",1.00\n")
            .collect(Collectors.joining());
    charts(METER, "At,Meter,Used\n" + lines);

    Values group = values("group").orElseThrow();
    assertThat(group.read()).isEqualTo(RowsRead.SAMPLE);
    assertThat(group.rows()).isBetween(20_000L, 200_000L);
    assertThat(group.frequent())
        .extracting(Frequent::value)
        .containsExactlyInAnyOrder("0", "1", "2");
    assertThat(values("group")).as("a second report").contains(group);
  }

  private Optional<Values> values(String column) throws Exception {
    Dataset dataset = DatasetFile.read(folder.resolve("dataset.yaml"));
    try (Connection connection = SERVER.connect()) {
      return ValueQueries.of(connection, dataset.table())
          .read(
              dataset.columns().stream()
                  .filter(each -> each.name().equals(column))
                  .findFirst()
                  .orElseThrow());
    }
  }

  private Charts charts(String yaml, String csv) throws IOException, SQLException {
    Path dataset = write("dataset.yaml", yaml);
    Run run = Run.on(SERVER, "load", write("rows.csv", csv), "--dataset", dataset, "--force");
    assertThat(run.exitCode()).as(run.error()).isZero();
    try (Connection connection = SERVER.connect()) {
      Optional<Charts> charts = ReportQueries.charts(connection, DatasetFile.read(dataset));
      return charts.orElseThrow();
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Cell cell(String period, String group, String sum) {
    return new Cell(period, group, new BigDecimal(sum));
  }

  private static Bar bar(String name, String sum) {
    return new Bar(name, new BigDecimal(sum));
  }
}
