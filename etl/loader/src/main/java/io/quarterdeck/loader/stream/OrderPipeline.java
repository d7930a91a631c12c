package io.quarterdeck.loader.stream;

import io.quarterdeck.loader.dataset.EventDataset;
import io.quarterdeck.loader.dataset.LakeDataset;
import io.quarterdeck.loader.dataset.LakeDatasetFile;
import io.quarterdeck.loader.dataset.SourceDatasetFile;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables of the streaming system: the datasets, and the queries in {@code streaming/pipelines}.
 * The jobs run the queries with Structured Streaming; {@link DeclarativePipeline} writes them as a
 * declarative pipeline of Databricks.
 *
 * @param orders the dataset of the events
 * @param stores the dataset of the stores
 * @param products the dataset of the products
 * @param queries the text of each query
 */
public record OrderPipeline(
    EventDataset orders,
    LakeDataset stores,
    LakeDataset products,
    Map<OrderQuery, String> queries) {
  /** The view with the rows of bronze that are to be parsed. */
  public static final String BRONZE = "bronze_orders";

  /** The view with the parsed events. */
  public static final String PARSED = "parsed_orders";

  /** The view or table with the events that meet all rules. */
  public static final String ACCEPTED = "accepted_orders";

  /** The view or table with the history of the stores. */
  public static final String STORES = "retail_stores_history";

  /** The view or table with the history of the products. */
  public static final String PRODUCTS = "retail_products_history";

  /** The package of the resources of the jar of the jobs. */
  private static final String RESOURCES = "/io/quarterdeck/streaming/";

  private static final List<String> DATASETS =
      List.of("retail-orders", "retail-stores", "retail-products");

  public OrderPipeline {
    queries = Map.copyOf(queries);
  }

  /** Reads the text of a file. */
  @FunctionalInterface
  private interface Texts {
    String read(String folder, String file) throws IOException;
  }

  /**
   * Reads the pipeline from the files of the project.
   *
   * @param home the project folder
   * @throws Failure if a file is missing or invalid
   */
  public static OrderPipeline in(Path home) {
    return of(
        (folder, file) ->
            Files.readString(home.resolve("streaming").resolve(folder).resolve(file)));
  }

  /**
   * Reads the pipeline from the jar of the jobs.
   *
   * @throws Failure if a file is missing or invalid
   */
  public static OrderPipeline packaged() {
    return of(
        (folder, file) -> {
          try (InputStream in = OrderPipeline.class.getResourceAsStream(RESOURCES + file)) {
            if (in == null) {
              throw new IOException("no " + RESOURCES + file + " in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
          }
        });
  }

  private static OrderPipeline of(Texts texts) {
    Map<OrderQuery, String> queries = new LinkedHashMap<>();
    for (OrderQuery query : OrderQuery.values()) {
      queries.put(query, text(texts, "pipelines", query.queryName() + ".sql").strip());
    }
    return new OrderPipeline(
        SourceDatasetFile.events(dataset(texts, 0), file(0)),
        LakeDatasetFile.parse(dataset(texts, 1), file(1)),
        LakeDatasetFile.parse(dataset(texts, 2), file(2)),
        queries);
  }

  private static Path file(int index) {
    return Path.of(DATASETS.get(index) + ".yaml");
  }

  private static String dataset(Texts texts, int index) {
    return text(texts, "datasets", DATASETS.get(index) + ".yaml");
  }

  private static String text(Texts texts, String folder, String file) {
    try {
      return texts.read(folder, file);
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot read the pipeline of the orders: found no readable streaming/%s/%s (%s); expected"
              + " the files of the project. Restore the file.",
          folder,
          file,
          e.getMessage());
    }
  }

  /** Returns the query of the parsed events, over the view {@link #BRONZE}. */
  public String parsed() {
    return new EventSql(orders).parsed(BRONZE);
  }

  /** Returns the query of the accepted events, over the view {@link #PARSED}. */
  public String accepted() {
    return "SELECT * FROM " + PARSED + " WHERE " + EventSql.accepted();
  }

  /** Returns the text of a query. */
  public String query(OrderQuery query) {
    return queries.get(query);
  }

  /**
   * Returns the source file of the declarative pipeline.
   *
   * @param lake the container of the tables, as {@code abfss://CONTAINER@HOST}, or a reference to
   *     the configuration of the pipeline, which Databricks replaces
   */
  public String databricksSql(String lake) {
    return new DeclarativePipeline(this, lake).text();
  }
}
