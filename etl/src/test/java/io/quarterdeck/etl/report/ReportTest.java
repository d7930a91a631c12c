package io.quarterdeck.etl.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
  @Test
  void escapes_what_users_wrote_and_asks_for_nothing_else() {
    String html = Report.html(data(Optional.of(charts())));

    assertThat(html)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "12.3 bn", "1,004,480", "not counted")
        .doesNotContain("<script", "http://", "https://", "src=", "url(");
  }

  @Test
  void has_no_charts_without_an_export() {
    assertThat(Report.html(data(Optional.empty()))).doesNotContain("<svg").contains("Data quality");
  }

  private static ReportData.Charts charts() {
    BigDecimal sum = new BigDecimal("12345678901");
    return new ReportData.Charts(
        "value",
        "domain",
        List.of(new ReportData.Cell("2022 Q1", "RETAIL", sum)),
        "location",
        List.of(new ReportData.Bar("<script>alert(1)</script>", sum)));
  }

  private static ReportData data(Optional<ReportData.Charts> charts) {
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    return new ReportData(
        new ReportData.Loaded(
            "bank", "x.csv", "ab", 1, 1_004_480, 1_004_480, 0, Optional.empty(), at, at),
        List.of(
            new ReportData.Quality(
                "value", "bigint", 0, 9, Optional.of("1"), Optional.of("2"), Optional.empty())),
        charts,
        List.of(new ReportData.Step("load", Duration.ofMillis(1500))),
        List.of(new ReportData.Place("Table", "bank.transactions")),
        "0.1.0",
        at);
  }
}
