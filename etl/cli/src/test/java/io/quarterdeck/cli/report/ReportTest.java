package io.quarterdeck.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.report.ReportData.Bar;
import io.quarterdeck.cli.report.ReportData.Cell;
import io.quarterdeck.cli.report.ReportData.Charts;
import io.quarterdeck.cli.report.ReportData.Quality;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
        new Quality(EVIL, EVIL, 0, 1, Optional.of(EVIL), Optional.of(EVIL), Optional.empty());
    Instant at = Instant.EPOCH;
    String html =
        Report.html(
            new ReportData(
                new ReportData.Loaded(
                    EVIL, EVIL, EVIL, 1, 1, 1, 0, Optional.empty(), at, at, Optional.of(EVIL)),
                List.of(quality),
                Optional.of(charts),
                List.of(new ReportData.Step(EVIL, Duration.ZERO)),
                List.of(new ReportData.Place(EVIL, EVIL)),
                EVIL,
                at));

    assertThat(html)
        .contains("<th scope='row' class='text'>" + ESCAPED + "</th>")
        .contains("<title>" + ESCAPED + ", " + ESCAPED + ": 1</title>")
        .doesNotContain("<script", "alert(\"", "'Goa'", "& co");
  }

  @Test
  void thePageAsksForNothingElse() {
    assertThat(html(cell("2022 Q1", "RETAIL", "12345678901")))
        .doesNotContain("http://", "https://", "src=", "url(", "@import", "<link");
  }

  @Test
  void aChartHasShortFiguresAndItsTableTheExactOnes() {
    assertThat(
            html(cell("2022 Q1", "RETAIL", "12345678901"), cell("2022 Q1", "MEDICAL", "1000.50")))
        .contains("<text class='total' x='50.00%'", ">12.3 bn</text>", ">12.5 bn</text>")
        .contains("role='img'", "<title id='chart-title'>Sum of value by period and domain</title>")
        .contains("<th scope='col' class='number'>2022 Q1</th>")
        .contains(
            "<th scope='row' class='text'>RETAIL</th><td class='number'>12,345,678,901</td>",
            "<th scope='row' class='text'>MEDICAL</th><td class='number'>1,000.50</td>",
            "<th scope='row' class='text'>Total</th><td class='number'>12,345,679,901.50</td>");
  }

  @Test
  void negativeSumsHangBelowZero() {
    assertThat(html(cell("2021", "a", "-100"), cell("2021", "b", "100")))
        .contains("<line class='zero' x2='100%' y1='170.0' y2='170.0'/>")
        .contains("<rect class='group0' x='42.00%' y='170.0' width='16.00%' height='150.0'>")
        .contains("<rect class='group1' x='42.00%' y='20.0' width='16.00%' height='150.0'>");
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
        .contains("The last 120 of 1,203 periods.", ">p1083</text>", "<details><summary>")
        .doesNotContain(">p1082<", ">p1084</text>");
  }

  @Test
  void noRowsAndSumsOfNothingAreNoError() {
    assertThat(html()).contains("There are no values to sum.").doesNotContain("role='img'");
    assertThat(html(cell("2022", "a", "0.00"))).contains(">0.00</td>").doesNotContain("NaN");
  }

  @Test
  void sumsBeyondAnyDoubleAreDrawn() {
    assertThat(html(cell("2022", "a", "1e400")))
        .contains(">1E400</text>")
        .doesNotContain("NaN", "Infinity");
  }

  @Test
  void hasNoChartsWithoutAnExport() {
    assertThat(Report.html(data(0, Optional.empty(), Optional.empty())))
        .doesNotContain("role='img'")
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
    assertThat(Report.html(data(12, Optional.of(3L), Optional.empty())))
        .contains("<div class='tile warned'><dt>Rows rejected</dt><dd>12</dd></div>")
        .contains("<strong>Rejected: 12 of 1,000 rows (1.20 %).</strong>")
        .contains("<dt>Duplicates</dt><dd>3</dd>");
    assertThat(Report.html(data(0, Optional.empty(), Optional.empty())))
        .contains("<div class='tile'><dt>Rows rejected</dt><dd>0</dd></div>")
        .contains("<dt>Duplicates</dt><dd>not counted</dd>")
        .doesNotContain("Rejected: ");
  }

  private static String html(Cell... cells) {
    return Report.html(
        data(
            0,
            Optional.empty(),
            Optional.of(new Charts("value", "domain", List.of(cells), "location", List.of()))));
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
        List.of(quality("numeric(12,2)", 2048, "-1234.50"), quality("bigint", 636_612, "100003")),
        charts,
        List.of(new ReportData.Step("load", Duration.ofMillis(1500))),
        List.of(new ReportData.Place("Table", "bank.transactions")),
        "0.1.0",
        at);
  }

  private static Quality quality(String type, long distinct, String min) {
    return new Quality(
        "value", type, 0, distinct, Optional.of(min), Optional.empty(), Optional.of("582113.1234"));
  }
}
