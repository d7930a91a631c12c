package io.quarterdeck.azure.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTableTest {
  private static final String HEADER = "meter,region,unit,price,currency,source,read";

  @Test
  void eachPriceHasASourceAndADate() {
    assertThat(PriceTable.read().prices())
        .allSatisfy(
            price -> {
              assertThat(price.source()).startsWith("https://");
              assertThat(price.read().isPresent()).isEqualTo(price.amount().isPresent());
              assertThat(price.currency()).isIn("USD", "DBU");
              price.amount().ifPresent(amount -> assertThat(amount).isPositive());
            });
  }

  @Test
  void aRowIsAPriceOrAQueryThatReturnsIt() {
    assertThat(
            PriceTable.parse(
                    List.of(
                        HEADER,
                        "nat gateway,Global,hour,0.045,USD,https://example.com/p,2026-07-26",
                        "dns zone,westeurope,zone,,USD,https://example.com/q,"))
                .prices())
        .containsExactly(
            new Price(
                "nat gateway",
                "Global",
                "hour",
                Optional.of(new BigDecimal("0.045")),
                "USD",
                "https://example.com/p",
                Optional.of(LocalDate.of(2026, 7, 26))),
            new Price(
                "dns zone",
                "westeurope",
                "zone",
                Optional.empty(),
                "USD",
                "https://example.com/q",
                Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nat gateway,Global,hour,0.045,USD,https://example.com/p,",
        "nat gateway,Global,hour,,USD,https://example.com/p,2026-07-26",
        "nat gateway,Global,hour,0.045,USD,,2026-07-26",
        "nat gateway,Global,hour,0.045,USD"
      })
  void aPriceWithoutASourceOrADateIsRefused(String line) {
    assertThatThrownBy(() -> PriceTable.parse(List.of(HEADER, line)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not 7 fields with a source, and a date for each price: " + line);
  }

  @Test
  void aMeterHasOnePriceInARegion() {
    String line = "nat gateway,Global,hour,0.045,USD,https://example.com/p,2026-07-26";
    assertThatThrownBy(() -> PriceTable.parse(List.of(HEADER, line, line)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a meter has two prices in a region");
  }
}
