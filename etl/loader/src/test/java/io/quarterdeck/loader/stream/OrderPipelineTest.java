package io.quarterdeck.loader.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.loader.dataset.Expectation;
import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OrderPipelineTest {
  private static final OrderPipeline PIPELINE = OrderPipeline.in(Path.of("../.."));
  private static final String SQL =
      PIPELINE.databricksSql("abfss://streaming@stq.dfs.core.windows.net");

  @Test
  void eachTableIsAStatementOfTheDeclarativePipeline() {
    List<String> created =
        Pattern.compile("CREATE (?:OR REFRESH )?(?:PRIVATE |TEMPORARY )?([A-Z]+ ?[A-Z]* [a-z_]+)")
            .matcher(SQL)
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(created)
        .containsExactly(
            "VIEW parsed_orders",
            "STREAMING TABLE accepted_orders",
            "STREAMING TABLE quarantine_retail_orders",
            "VIEW unique_accepted_orders",
            "STREAMING TABLE retail_orders",
            "FLOW retail_orders_once",
            "MATERIALIZED VIEW retail_stores_history",
            "MATERIALIZED VIEW retail_products_history",
            "MATERIALIZED VIEW retail_order_state",
            "MATERIALIZED VIEW retail_order_lines",
            "MATERIALIZED VIEW sales_by_hour",
            "MATERIALIZED VIEW sales_by_store",
            "MATERIALIZED VIEW sales_by_product",
            "MATERIALIZED VIEW basket_size",
            "MATERIALIZED VIEW cancellations",
            "MATERIALIZED VIEW late_share");
  }

  @Test
  void eachExpectationOfTheDatasetIsAConstraint() {
    assertThat(PIPELINE.orders().expectations()).isNotEmpty();
    for (Expectation each : PIPELINE.orders().expectations()) {
      assertThat(SQL)
          .contains(
              "CONSTRAINT `%s` EXPECT (coalesce((%s), false)) ON VIOLATION DROP ROW"
                  .formatted(each.name(), each.that()));
    }
  }

  @Test
  void onlyBronzeIsReadByItsPathAndStreamsAreMarked() {
    assertThat(SQL)
        .contains(
            "FROM STREAM(delta.`abfss://streaming@stq.dfs.core.windows.net/bronze/retail-orders`)")
        .contains("FROM STREAM(accepted_orders)")
        .contains("KEYS (`event_id`)")
        .doesNotContain("FROM accepted_orders");
  }

  @Test
  void aFieldOfTheDatasetFileIsParsedAndChecked() {
    String parsed = new EventSql(PIPELINE.orders()).parsed("bronze");
    assertThat(parsed)
        .contains("`unit_price`: DECIMAL(38, 18)")
        .contains("'lines.quantity is missing'")
        .contains("each0.`quantity` > 1000")
        .contains("make_dt_interval(0, 0, 0, 7200)");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> OrderPipeline.in(Path.of("nowhere")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("found no readable streaming/pipelines/retail_orders.sql");
  }
}
