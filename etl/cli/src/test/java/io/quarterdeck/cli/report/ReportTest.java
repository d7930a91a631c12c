package io.quarterdeck.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.report.ReportData.Bar;
import io.quarterdeck.cli.report.ReportData.Bin;
import io.quarterdeck.cli.report.ReportData.Cell;
import io.quarterdeck.cli.report.ReportData.Charts;
import io.quarterdeck.cli.report.ReportData.Frequent;
import io.quarterdeck.cli.report.ReportData.PastLoad;
import io.quarterdeck.cli.report.ReportData.Quality;
import io.quarterdeck.cli.report.ReportData.RejectCount;
import io.quarterdeck.cli.report.ReportData.RejectSample;
import io.quarterdeck.cli.report.ReportData.Rejects;
import io.quarterdeck.cli.report.ReportData.RowsRead;
import io.quarterdeck.cli.report.ReportData.Values;
import io.quarterdeck.loader.dataset.ColumnKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final String EVIL = "<script>alert(\"1\")</script> 'Goa' & co";
  private static final String ESCAPED =
      "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &#39;Goa&#39; &amp; co";

  @Test
  void whatUsersWroteIsEscapedWhereverItStands() {
    Charts charts =
        new Charts(
            EVIL, EVIL, List.of(cell(EVIL, EVIL, "1")), EVIL, List.of(new Bar(EVIL, decimal("1"))));
    Quality quality =
        new Quality(
            EVIL,
            ColumnKind.TEXT,
            EVIL,
            0,
            1,
            Optional.of(EVIL),
            Optional.of(EVIL),
            Optional.empty(),
            Optional.of(
                new Values(
                    1,
                    RowsRead.ALL,
                    List.of(new Bin(EVIL, EVIL, 1)),
                    List.of(new Frequent(EVIL, 1)))));
    Instant at = Instant.EPOCH;
    PastLoad load =
        new PastLoad(
            1,
            EVIL,
            EVIL,
            at,
            Optional.of(Duration.ZERO),
            Optional.of(1L),
            Optional.of(1L),
            Optional.of(EVIL));
    Rejects rejects =
        new Rejects(
            1,
            1,
            EVIL,
            Optional.empty(),
            List.of(new RejectCount(EVIL, EVIL, 1)),
            List.of(new RejectSample(1, EVIL, EVIL, EVIL, EVIL, EVIL)),
            EVIL);
    String html =
        html(
            new ReportData(
                new ReportData.Loaded(
                    EVIL, EVIL, EVIL, 1, 1, 1, 0, Optional.empty(), at, at, Optional.of(EVIL)),
                List.of(quality),
                Optional.of(charts),
                List.of(load),
                Optional.of(rejects),
                List.of(new ReportData.Place(EVIL, EVIL))));

    assertThat(html)
        .contains("<th scope='row' class='text'>" + ESCAPED + "</th>")
        .contains("<td class='code'>" + ESCAPED + "</td>")
        .contains("<h3 id='part1-4-title'>Sum of " + ESCAPED)
        .doesNotContain("<script", "alert(\"", "'Goa'", "& co");
  }

  @Test
  void theScriptAndTheStylesAreTheOnlyOnesThatThePolicyAllows() {
    String page = SampleReport.page("bank").html();

    assertThat(page)
        .contains(
            "default-src 'none'; script-src '"
                + PageAssets.digest(between(page, "<script>", "</script>")))
        .contains("style-src '" + PageAssets.digest(between(page, "<style>", "</style>")))
        .contains("connect-src 'none'")
        .contains("Copyright (c) 2022 Leon Sorokin");
    assertThat(page.split("<script", -1)).hasSize(2);
    assertThat(SampleReport.page("bank").liveHtml("v1")).contains("connect-src 'self'");
  }

  @Test
  void aChartHasItsDataAndItsTableTheExactFigures() {
    assertThat(
            html(cell("2022 Q1", "RETAIL", "12345678901"), cell("2022 Q1", "MEDICAL", "1000.50")))
        .contains(
            "aria-label='Sum of value by period and domain. Stacked columns for 2022 Q1 to 2022 Q1.",
            "&quot;values&quot;:[12345678901]",
            "&quot;texts&quot;:[&quot;12,345,678,901&quot;]",
            "&quot;totals&quot;:[&quot;12,345,679,901.50&quot;]")
        .contains("<th scope='col' class='number'>2022 Q1</th>")
        .contains(
            "<th scope='row' class='text'>RETAIL</th><td class='number'>12,345,678,901</td>",
            "<th scope='row' class='text'>MEDICAL</th><td class='number'>1,000.50</td>",
            "<tfoot><tr><th scope='row' class='text'>Total</th><td class='number'>12,345,679,901.50</td>");
  }

  @Test
  void theChangeIsComparedWithThePeriodBeforeThatHasRows() {
    assertThat(
            html(
                cell("2022 Q1", "a", "200"),
                cell("2022 Q2", "a", "150"),
                cell("2022 Q2", "b", "5"),
                cell("2022 Q4", "a", "300"),
                cell("2022 Q4", "b", "-5")))
        .containsPattern(row("2022 Q2", "2022 Q1", "-45", "-22.5", "-25.0", "–"))
        .containsPattern(row("2022 Q4", "2022 Q2", "+140", "+90.3", "+100.0", "-200.0"));
    assertThat(html(cell("2022 Q1", "a", "200"))).contains("There is no second period");
  }

  private static String row(String period, String... cells) {
    return "<th scope='row' class='text'>%s</th><td class='text'>%s</td>"
            .formatted(period, cells[0])
        + Arrays.stream(cells)
            .skip(1)
            .map(cell -> "<td class='number'[^>]*>" + cell.replace("+", "\\+") + "</td>")
            .collect(Collectors.joining());
  }

  @Test
  void theTailOfManyGroupsIsFoldedIntoOthers() {
    Cell[] cells =
        IntStream.rangeClosed(1, 9)
            .mapToObj(i -> cell("2022", "branch " + i, Integer.toString(i)))
            .toArray(Cell[]::new);

    assertThat(html(cells))
        .contains("<th scope='row' class='text'>branch 3</th><td class='number'>3</td>")
        .contains("<th scope='row' class='text'>(others)</th><td class='number'>3</td>")
        .doesNotContain(">branch 2<", ">branch 1<");
  }

  @Test
  void ofVeryManyPeriodsTheLastAreShownAndThePageSaysSo() {
    Cell[] cells =
        IntStream.range(0, 1203).mapToObj(i -> cell("p" + i, "a", "1")).toArray(Cell[]::new);

    assertThat(html(cells))
        .contains("The last 120 of 1,203 periods.", ">p1083<", "<details><summary>")
        .doesNotContain("p1082");
  }

  @Test
  void noRowsAndSumsOfNothingAreNoError() {
    assertThat(html()).contains("There are no values to sum.").doesNotContain("id='chart'");
    assertThat(html(cell("2022", "a", "0.00"))).contains(">0.00</td>").doesNotContain("NaN");
  }

  @Test
  void sumsBeyondAnyDoubleAreDrawn() {
    assertThat(html(cell("2022", "a", "1e400")))
        .contains("&quot;shift&quot;:400", "&quot;values&quot;:[1.0]")
        .doesNotContain("NaN", "Infinity");
  }

  @Test
  void hasNoChartsWithoutAnExport() {
    assertThat(html(data(0, Optional.empty(), Optional.empty())))
        .doesNotContain("id='chart'")
        .contains("Data quality");
  }

  @Test
  void distinctCountsSayWhenTheyAreEstimates() {
    assertThat(html())
        .contains("<td class='number'>2,048</td><td class='number'>-1,234.50</td>")
        .contains("<td class='number'>~636,612</td>")
        .contains("<td class='number'>582,113.12</td>");
  }

  @Test
  void rejectsStandOutWhenThereAreAny() {
    assertThat(html(data(12, Optional.of(3L), Optional.empty())))
        .contains("<div class='tile warned'><dt>Rows rejected</dt><dd>12</dd></div>")
        .contains("<strong>Rejected: 12 of 1,000 rows (1.20 %).</strong>")
        .contains("<dt>Duplicates</dt><dd>3</dd>");
    assertThat(html(data(0, Optional.empty(), Optional.empty())))
        .contains("<div class='tile'><dt>Rows rejected</dt><dd>0</dd></div>")
        .contains("<dt>Duplicates</dt><dd>not counted</dd>")
        .doesNotContain("Rejected: ");
  }

  private static String html(Cell... cells) {
    return html(
        data(
            0,
            Optional.empty(),
            Optional.of(new Charts("value", "domain", List.of(cells), "location", List.of()))));
  }

  /** Returns the content of the page, without its script and its styles. */
  private static String html(ReportData data) {
    return between(
        new ReportPage(
                "local",
                List.of(
                    new ReportPage.Part(data.loaded().dataset(), "", DatasetReport.sections(data))),
                "0.1.0",
                Instant.EPOCH)
            .html(),
        "<main",
        "</main>");
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private static Cell cell(String period, String group, String sum) {
    return new Cell(period, group, decimal(sum));
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }

  private static ReportData data(long rejects, Optional<Long> duplicates, Optional<Charts> charts) {
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    return new ReportData(
        new ReportData.Loaded(
            "bank",
            "x.csv",
            "ab",
            1,
            1000,
            1000 - rejects,
            rejects,
            duplicates,
            at,
            at,
            Optional.of("c-1")),
        List.of(
            quality(ColumnKind.DECIMAL, "numeric(12,2)", 2048, "-1234.50"),
            quality(ColumnKind.BIGINT, "bigint", 636_612, "100003")),
        charts,
        List.of(),
        Optional.empty(),
        List.of(new ReportData.Place("Table", "bank.transactions")));
  }

  private static Quality quality(ColumnKind kind, String type, long distinct, String min) {
    return new Quality(
        "value",
        kind,
        type,
        0,
        distinct,
        Optional.of(min),
        Optional.empty(),
        Optional.of("582113.1234"),
        Optional.empty());
  }
}
