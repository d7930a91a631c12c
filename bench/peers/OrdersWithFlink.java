import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.TableEnvironment;

/**
 * Computes the tables of gold with Flink SQL: reads all events of a hub, keeps each event once and
 * the newest version of each order, and writes the tables as CSV files. Prints {@code STEP name
 * seconds}. The arguments are the connection string of the hub and a folder. It checks no rules of quarantine, except that JSON
 * can be parsed. It does not write bronze, silver and the names of stores and products.
 */
public final class OrdersWithFlink {
  private static final String EVENTS =
      """
      CREATE TABLE events (
        event_id STRING, event_type STRING, occurred_at TIMESTAMP_LTZ(3), order_id STRING, version INT, store_id INT,
        payment ROW<currency STRING>,
        `lines` ARRAY<ROW<line INT, product_id INT, quantity INT, unit_price DECIMAL(10,2)>>,
        enqueued TIMESTAMP_LTZ(3) METADATA FROM 'timestamp', `partition` INT METADATA, `offset` BIGINT METADATA
      ) WITH (
        'connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s',
        'properties.security.protocol' = 'SASL_PLAINTEXT', 'properties.sasl.mechanism' = 'PLAIN',
        'properties.sasl.jaas.config' = 'org.apache.kafka.common.security.plain.PlainLoginModule required username="$ConnectionString" password="%s";',
        'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset',
        'format' = 'json', 'json.ignore-parse-errors' = 'true', 'json.timestamp-format.standard' = 'ISO-8601'
      )
      """;

  private static final Map<String, String> VIEWS = new LinkedHashMap<>();

  private static final Map<String, String> TABLES = new LinkedHashMap<>();

  static {
    VIEWS.put(
        "orders",
        "SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY enqueued, `partition`, `offset`) AS copy"
            + " FROM events WHERE event_id IS NOT NULL) WHERE copy = 1");
    VIEWS.put(
        "state",
        "SELECT newest.*, earliest.placed_at FROM (SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY order_id"
            + " ORDER BY version DESC, occurred_at DESC, event_id DESC) AS age FROM orders) WHERE age = 1) AS newest"
            + " JOIN (SELECT order_id, min(occurred_at) AS placed_at FROM orders GROUP BY order_id) AS earliest"
            + " ON newest.order_id = earliest.order_id");
    VIEWS.put(
        "sold",
        "SELECT order_id, placed_at, store_id, payment.currency AS currency, product_id, quantity,"
            + " CAST(quantity * unit_price AS DECIMAL(23, 2)) AS amount"
            + " FROM state CROSS JOIN UNNEST(`lines`) AS sale (line, product_id, quantity, unit_price)"
            + " WHERE event_type <> 'cancelled'");
    TABLES.put(
        "sales_by_hour (sold_at STRING, currency STRING, orders BIGINT, sold BIGINT, quantity BIGINT, amount DECIMAL(38, 2))",
        "SELECT DATE_FORMAT(placed_at, 'yyyy-MM-dd HH'), currency, count(DISTINCT order_id), count(*), sum(quantity),"
            + " CAST(sum(amount) AS DECIMAL(38, 2)) FROM sold GROUP BY DATE_FORMAT(placed_at, 'yyyy-MM-dd HH'), currency");
    TABLES.put(
        "sales_by_store (sold_on STRING, store_id INT, currency STRING, orders BIGINT, quantity BIGINT, amount DECIMAL(38, 2))",
        "SELECT DATE_FORMAT(placed_at, 'yyyy-MM-dd'), store_id, currency, count(DISTINCT order_id), sum(quantity),"
            + " CAST(sum(amount) AS DECIMAL(38, 2)) FROM sold GROUP BY DATE_FORMAT(placed_at, 'yyyy-MM-dd'), store_id, currency");
    TABLES.put(
        "sales_by_product (sold_on STRING, product_id INT, currency STRING, orders BIGINT, quantity BIGINT, amount DECIMAL(38, 2))",
        "SELECT DATE_FORMAT(placed_at, 'yyyy-MM-dd'), product_id, currency, count(DISTINCT order_id), sum(quantity),"
            + " CAST(sum(amount) AS DECIMAL(38, 2)) FROM sold GROUP BY DATE_FORMAT(placed_at, 'yyyy-MM-dd'), product_id, currency");
    TABLES.put(
        "cancellations (placed_on STRING, orders BIGINT, cancelled BIGINT)",
        "SELECT DATE_FORMAT(placed_at, 'yyyy-MM-dd'), count(*), count(*) FILTER (WHERE event_type = 'cancelled') FROM state"
            + " GROUP BY DATE_FORMAT(placed_at, 'yyyy-MM-dd')");
    TABLES.put(
        "late_share (enqueued_on STRING, arrived BIGINT, late BIGINT)",
        "SELECT DATE_FORMAT(enqueued, 'yyyy-MM-dd'), count(*), count(*) FILTER (WHERE enqueued > occurred_at + INTERVAL '2' HOUR)"
            + " FROM orders GROUP BY DATE_FORMAT(enqueued, 'yyyy-MM-dd')");
  }

  private OrdersWithFlink() {}

  public static void main(String[] arguments) throws Exception {
    long begun = System.nanoTime();
    Configuration configuration = new Configuration();
    configuration.setString("parallelism.default", "2");
    configuration.setString("taskmanager.numberOfTaskSlots", "2");
    configuration.setString("taskmanager.memory.managed.size", "1g");
    configuration.setString("taskmanager.memory.network.max", "256m");
    configuration.setString("table.local-time-zone", "UTC");
    TableEnvironment tables =
        TableEnvironment.create(
            EnvironmentSettings.newInstance().inBatchMode().withConfiguration(configuration).build());
    String connection = arguments[0];
    tables.executeSql(EVENTS.formatted(part(connection, "EntityPath="), part(connection, "Endpoint=sb://").replace("/", ""), connection));
    VIEWS.forEach((name, query) -> tables.executeSql("CREATE VIEW " + name + " AS " + query));
    StatementSet statements = tables.createStatementSet();
    TABLES.forEach(
        (table, query) -> {
          String name = table.substring(0, table.indexOf(' '));
          tables.executeSql(
              "CREATE TABLE %s WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'csv')"
                  .formatted(table, Path.of(arguments[1], name).toUri()));
          statements.addInsertSql("INSERT INTO " + name + " " + query);
        });
    step("start", begun);
    long running = System.nanoTime();
    statements.execute().await();
    step("gold", running);
  }

  private static String part(String connection, String name) {
    int start = connection.indexOf(name) + name.length();
    int end = connection.indexOf(';', start);
    return end < 0 ? connection.substring(start) : connection.substring(start, end);
  }

  private static void step(String name, long begun) {
    System.out.printf("STEP %s %.2f%n", name, (System.nanoTime() - begun) / 1e9);
  }
}
