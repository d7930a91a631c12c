package io.quarterdeck.jobs.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarterdeck.jobs.lake.DeltaSession;
import io.quarterdeck.jobs.lake.LakeFolder;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.stream.OrderQuery;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Spark accepts each query of the dashboard over gold, and each field of a widget exists. */
class DashboardIT {
  private static final Path FILE = Path.of("..", "streaming", "dashboard", "orders.lvdash.json");
  private static SparkSession spark;

  @BeforeAll
  static void showEmptyTables() {
    spark = DeltaSession.of(LakeFolder.session());
    OrderViews views =
        new OrderViews(new LakeRoot(spark, URI.create("file:///none")), OrderLake.PIPELINE);
    views.show(
        OrderQuery.RETAIL_ORDERS,
        views.events(views.parsed(spark.createDataFrame(List.<Row>of(), BronzeStream.SCHEMA))));
    views.showHistory();
    for (OrderQuery query : ComputedRows.derived()) {
      views.show(query, views.compute(query));
    }
  }

  @Test
  void theQueriesAndFieldsOfTheDashboardExist() throws IOException {
    JsonNode dashboard = dashboard();
    assertThat(problems(dashboard)).isEmpty();
    Set<String> kinds = new TreeSet<>();
    dashboard.findValues("widgetType").forEach(kind -> kinds.add(kind.asText()));
    assertThat(kinds).containsExactly("bar", "counter", "line", "table");
  }

  /** SQL warehouses cast by the rules of ANSI, and a name is no number. */
  @Test
  void aStoreAndAProductHaveTheirNamesElseTheirIds() throws IOException {
    boolean before = spark.conf().get("spark.sql.ansi.enabled").equals("true");
    spark.conf().set("spark.sql.ansi.enabled", true);
    try {
      spark
          .sql(
              "SELECT DATE'2026-11-30' AS day, id AS store_id, name AS store, '' AS city, '' AS"
                  + " country, 'EUR' AS currency, 1 AS orders, 1 AS quantity, 1 AS amount"
                  + " FROM VALUES (1, 'Centre'), (2, NULL) AS stores (id, name)")
          .createOrReplaceTempView("named_stores");
      assertThat(
              spark
                  .sql(query("sales_by_store").replace("FROM sales_by_store", "FROM named_stores"))
                  .select("store")
                  .collectAsList())
          .extracting(row -> row.getString(0))
          .containsExactly("Centre", "2");
      spark
          .sql(
              "SELECT DATE'2026-11-30' AS day, id AS product_id, name AS product, '' AS category,"
                  + " 'EUR' AS currency, 1 AS orders, 1 AS quantity, 1 AS amount"
                  + " FROM VALUES (1, 'Cup'), (2, NULL) AS products (id, name)")
          .createOrReplaceTempView("named_products");
      assertThat(
              spark
                  .sql(
                      query("sales_by_product")
                          .replace("FROM sales_by_product", "FROM named_products"))
                  .select("product")
                  .collectAsList())
          .extracting(row -> row.getString(0))
          .containsExactly("Cup", "2");
    } finally {
      spark.conf().set("spark.sql.ansi.enabled", before);
    }
  }

  private static String query(String dataset) throws IOException {
    StringBuilder query = new StringBuilder();
    for (JsonNode each : dashboard().required("datasets")) {
      if (each.required("name").asText().equals(dataset)) {
        each.required("queryLines").forEach(line -> query.append(line.asText()));
      }
    }
    return query.toString();
  }

  @Test
  void aFieldThatDoesNotExistIsFound() throws IOException {
    JsonNode column = dashboard();
    ((ObjectNode) column.at("/datasets/0"))
        .putArray("queryLines")
        .add("SELECT hours FROM sales_by_hour");
    assertThat(problems(column)).anyMatch(problem -> problem.startsWith("sales_by_hour: "));

    JsonNode expression = dashboard();
    ((ObjectNode) expression.at("/pages/0/layout/0/widget/queries/0/query/fields/0"))
        .put("expression", "SUM(`order`)");
    assertThat(problems(expression)).anyMatch(problem -> problem.startsWith("orders: "));

    JsonNode encoding = dashboard();
    ((ObjectNode) encoding.at("/pages/0/layout/0/widget/spec/encodings/value"))
        .put("fieldName", "count(orders)");
    assertThat(problems(encoding))
        .containsExactly("orders: found no field count(orders) in its query");
  }

  private static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(FILE.toFile());
  }

  private static List<String> problems(JsonNode dashboard) {
    List<String> problems = new ArrayList<>();
    Map<String, String> datasets = new HashMap<>();
    for (JsonNode dataset : dashboard.required("datasets")) {
      StringBuilder query = new StringBuilder();
      dataset.required("queryLines").forEach(line -> query.append(line.asText()));
      String name = dataset.required("name").asText();
      datasets.put(name, query.toString());
      analyse(name, query.toString(), problems);
    }
    for (JsonNode page : dashboard.required("pages")) {
      for (JsonNode entry : page.required("layout")) {
        check(entry.required("widget"), datasets, problems);
      }
    }
    return problems;
  }

  /** Runs the query that Databricks generates from the fields of a widget. */
  private static void check(JsonNode widget, Map<String, String> datasets, List<String> problems) {
    String name = widget.required("name").asText();
    JsonNode query = widget.required("queries").required(0).required("query");
    String dataset = datasets.get(query.required("datasetName").asText());
    if (dataset == null) {
      problems.add(name + ": found no dataset " + query.required("datasetName").asText());
      return;
    }
    List<String> fields = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (JsonNode field : query.required("fields")) {
      names.add(field.required("name").asText());
      fields.add(
          field.required("expression").asText() + " AS `" + field.required("name").asText() + "`");
    }
    analyse(
        name,
        "SELECT %s FROM (%s)%s"
            .formatted(
                String.join(", ", fields),
                dataset,
                query.required("disaggregated").asBoolean() ? "" : " GROUP BY ALL"),
        problems);
    widget.required("spec").required("encodings").findValues("fieldName").stream()
        .map(JsonNode::asText)
        .filter(field -> !names.contains(field))
        .forEach(field -> problems.add(name + ": found no field " + field + " in its query"));
  }

  private static void analyse(String name, String query, List<String> problems) {
    try {
      spark.sql(query).collectAsList();
    } catch (Exception e) {
      // Scala methods declare no checked exceptions.
      if (!(e instanceof AnalysisException)) {
        throw e;
      }
      problems.add(name + ": " + e.getMessage().lines().collect(Collectors.joining(" ")));
    }
  }
}
