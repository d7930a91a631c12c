package io.quarterdeck.loader.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.loader.dataset.LakeDataset.SourceKind;
import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventDatasetTest {
  private static final Path FOLDER = Path.of("../../streaming/datasets");

  @Test
  void theShippedOrdersHaveNestedLinesACustomerAndAPayment() {
    EventDataset orders = SourceDatasetFile.events(FOLDER.resolve("retail-orders.yaml"));
    assertThat(orders.key()).isEqualTo("event_id");
    assertThat(orders.partitionBy()).isEqualTo("order_id");
    assertThat(orders.eventTime()).isEqualTo("occurred_at");
    assertThat(orders.lateBy()).isEqualTo(Duration.ofHours(2));
    assertThat(shape(orders, "customer")).isInstanceOf(EventShape.Group.class);
    assertThat(shape(orders, "payment")).isInstanceOf(EventShape.Group.class);
    assertThat(((EventShape.Repeated) shape(orders, "lines")).fields())
        .extracting(EventField::name)
        .containsExactly("line", "product_id", "quantity", "unit_price");
    assertThat(orders.expectations()).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({"retail-stores,store_id", "retail-products,product_id"})
  void theShippedBatchDatasetsAreCsv(String name, String key) {
    LakeDataset dataset = (LakeDataset) SourceDatasetFile.read(FOLDER.resolve(name + ".yaml"));
    assertThat(dataset.name()).isEqualTo(name);
    assertThat(dataset.source()).isEqualTo(SourceKind.CSV);
    assertThat(dataset.key()).isEqualTo(key);
  }

  @Test
  void allProblemsAreReportedWithTheirLines() {
    assertThatThrownBy(
            () ->
                SourceDatasetFile.events(
                    """
                    name: orders
                    source: events
                    key: amount
                    partitionBy: id
                    eventTime: id
                    lateBy: 2h
                    columns:
                      - {name: id, type: text, nullable: false}
                      - {name: id, type: text}
                      - {name: amount, type: integer, nullable: false}
                      - {name: lines, type: text, each: []}
                      - {name: buyer, max: 1, fields: [{name: Name, type: text}], each: [{name: a, type: text}]}
                    """,
                    Path.of("orders.yaml")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(
            "orders.yaml:3: key: found 'amount'; expected the name of a column with type: text and"
                + " nullable: false")
        .hasMessageContaining(
            "orders.yaml:5: eventTime: found 'id'; expected the name of a column with type:"
                + " timestamp and nullable: false")
        .hasMessageContaining(
            "orders.yaml:6: lateBy: found '2h'; expected a duration such as 90 minutes, 2 hours or"
                + " 1 day")
        .hasMessageContaining(
            "orders.yaml:9: columns[1]: found 'id' again; expected a name of its own (first in line"
                + " 8)")
        .hasMessageContaining(
            "orders.yaml:11: columns[3].each: found an empty list; expected a list of one or more"
                + " columns")
        .hasMessageContaining(
            "orders.yaml:11: columns[3].type: found 'text'; expected none: a column with fields or"
                + " each has no type")
        .hasMessageContaining(
            "orders.yaml:12: columns[4].max: found '1'; expected none: a column with fields or each"
                + " has no max")
        .hasMessageContaining(
            "orders.yaml:12: columns[4].each: found fields and each; expected one of them")
        .hasMessageContaining("columns[4].fields[0].name: found 'Name'; expected lower-case");
  }

  private static EventShape shape(EventDataset dataset, String name) {
    return dataset.fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow()
        .shape();
  }
}
