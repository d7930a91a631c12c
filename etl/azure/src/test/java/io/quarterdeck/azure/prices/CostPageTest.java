package io.quarterdeck.azure.prices;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.databricks.sdk.service.jobs.JobSettings;
import io.quarterdeck.azure.databricks.Jobs;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.azure.databricks.workspace.WorkspaceAddress;
import io.quarterdeck.contract.PlatformSystemName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Recalculates the costs in docs/azure.md from the quantities on that page and the prices. */
class CostPageTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final List<String> LINES = lines("docs/azure.md");
  private static final PriceTable PRICES = PriceTable.read();

  private static final String GRAPHS = "infra/src/test/resources/io/quarterdeck/infra/";

  /** The region of the prices that have no mark. */
  private static final String REGION = "swedencentral";

  private static final String OTHER_REGION = "westeurope";

  /** The regions of the prices that the sums may contain, in the order of preference. */
  private static final List<String> REGIONS = List.of(REGION, "Global", OTHER_REGION);

  private static final String NOT_PRICED = "not priced";

  /** A row with two quantities, one for each column of the table. */
  private record Row(String part, Price price, List<String> quantities) {
    String text() {
      return "| %s | %s | %s | %s | %s | %s | %s |"
          .formatted(
              part,
              price.meter(),
              quantities.get(0),
              quantities.get(1),
              price.amount().map(this::marked).orElse(NOT_PRICED),
              cell(amount(0)),
              cell(amount(1)))
          .replaceAll("\\|  (?=\\|)", "| ");
    }

    private String marked(BigDecimal amount) {
      return amount.toPlainString()
          + switch (price.region()) {
            case REGION -> "";
            case OTHER_REGION -> " (West Europe)";
            default -> " (" + price.region() + ")";
          };
    }

    Optional<BigDecimal> amount(int column) {
      return price.amount().flatMap(each -> quantity(column).map(count -> rounded(count, each)));
    }

    MonthlyCost.Quantity quantity(String system) {
      return new MonthlyCost.Quantity(
          system, part, price.meter(), quantities.get(0), quantities.get(1));
    }

    Optional<BigDecimal> quantity(int column) {
      return Optional.of(quantities.get(column))
          .filter(text -> !text.isEmpty())
          .map(text -> new BigDecimal(text.split(" ", -1)[0].replace(",", "")));
    }

    private static BigDecimal rounded(BigDecimal quantity, BigDecimal price) {
      return quantity.multiply(price).setScale(2, RoundingMode.HALF_UP);
    }

    private static String cell(Optional<BigDecimal> amount) {
      return amount.map(CostPageTest::money).orElse("");
    }
  }

  @Test
  void theCostsOfAMonthAreQuantityTimesPrice() {
    assertComputed("## Monthly cost", "### A run of the job");
  }

  @Test
  void theCostsOfARunAreQuantityTimesPrice() {
    assertComputed("### A run of the job", "### The lakehouse");
  }

  @Test
  void theCostsOfTheLakehouseAreQuantityTimesPrice() {
    assertComputed("### The lakehouse", "### The streaming system");
  }

  @Test
  void theCostsOfTheStreamingSystemAreQuantityTimesPrice() {
    assertComputed("### The streaming system", "### Agents and people");
  }

  @Test
  void theCostsOfTheAgentsAndOfTheVpnAreQuantityTimesPrice() {
    assertComputed("### Agents and people", "## What was tested");
  }

  @Test
  void theQuantitiesOfTheOptionalSystemsAreThoseOfTheirResources() {
    List<String> batch = lines(GRAPHS + "prod.graph.txt");
    List<String> all = lines(GRAPHS + "prod-all-systems.graph.txt");
    assertThat(ofOptional("private endpoint"))
        .isEqualByComparingTo(
            hours(
                count(all, "DataFactory/factories/managedVirtualNetworks/managedPrivateEndpoints")
                    + added(batch, all, "Network/privateEndpoints")));
    assertThat(ofOptional("dns zone"))
        .isEqualByComparingTo(new BigDecimal(added(batch, all, "Network/privateDnsZones")));
    assertThat(ofOptional("alert rule"))
        .isEqualByComparingTo(new BigDecimal(added(batch, all, "Insights/metricAlerts")));
    assertThat(ofOptional("vault key HSM RSA 2048").add(ofOptional("vault key HSM")))
        .isEqualByComparingTo(new BigDecimal(added(batch, all, "KeyVault/vaults/keys")));
  }

  /** If this fails, copy the quantities of the page into monthly-quantities.csv. */
  @Test
  void theReportHasTheQuantitiesOfThePage() {
    assertThat(MonthlyCost.quantities())
        .containsExactlyElementsOf(
            Stream.of(
                    rows("## Monthly cost", "### A run of the job").stream()
                        .map(row -> row.quantity("")),
                    rows("### The lakehouse", "### The streaming system").stream()
                        .map(row -> row.quantity("lakehouse")),
                    rows("### The streaming system", "### Agents and people").stream()
                        .map(row -> row.quantity("streaming")))
                .flatMap(each -> each)
                .toList());
  }

  @Test
  void theReportHasTheSumsOfThePage() {
    Set<PlatformSystemName> batch = Set.of(PlatformSystemName.BATCH);
    Set<PlatformSystemName> all = Set.of(PlatformSystemName.values());
    List<Row> rows = rows("## Monthly cost", "### A run of the job");
    List<Row> optional = rows("### The lakehouse", "### Agents and people");

    assertThat(MonthlyCost.of("dev", batch, REGION).sum()).isEqualTo(sum(rows, 0));
    assertThat(MonthlyCost.of("prod", all, REGION).sum())
        .isEqualTo(sum(rows, 1).add(sum(optional, 1)));
    assertThat(MonthlyCost.of("local", all, REGION).items()).isEmpty();
  }

  private static long added(List<String> batch, List<String> all, String type) {
    return count(all, type) - count(batch, type);
  }

  private static BigDecimal hours(long resources) {
    return new BigDecimal(730 * resources);
  }

  /** Returns the quantity of a meter in prod that the lakehouse and the streaming system add. */
  private static BigDecimal ofOptional(String meter) {
    return rows("### The lakehouse", "### Agents and people").stream()
        .filter(row -> row.price().meter().equals(meter))
        .map(row -> row.quantity(1).orElseThrow())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void eachPriceInDollarsIsOnThePage() {
    Set<String> used =
        rows("## Monthly cost", "## What was tested").stream()
            .map(row -> row.price().meter())
            .collect(toSet());
    assertThat(PRICES.prices().stream().filter(price -> price.currency().equals("USD")))
        .extracting(Price::meter)
        .hasSameElementsAs(used);
  }

  @Test
  void theRegionWithoutAMarkIsThatOfTheEnvironments() {
    for (String stack : List.of("Pulumi.dev.yaml", "Pulumi.prod.yaml")) {
      assertThat(setting(lines(stack), "location")).as(stack).isEqualTo(REGION);
    }
  }

  @Test
  void theQuantitiesAreThoseOfTheSettings() {
    List<String> dev = lines("Pulumi.dev.yaml");
    List<String> prod = lines("Pulumi.prod.yaml");
    assertThat(row("postgres Standard_B2s").quantities()).containsExactly("730 h", "");
    assertThat(setting(dev, "postgresSku")).isEqualTo("Standard_B2s");
    assertThat(setting(prod, "postgresSku")).isEqualTo("Standard_D4ds_v5");
    assertThat(row("postgres storage").quantity(0))
        .contains(new BigDecimal(setting(dev, "postgresStorageGiB")));
    // The standby has the same size.
    assertThat(row("postgres storage").quantity(1))
        .contains(new BigDecimal(setting(prod, "postgresStorageGiB")).multiply(new BigDecimal(2)));
    BigDecimal daily = new BigDecimal(5);
    BigDecimal kept = new BigDecimal(setting(prod, "logDays")).subtract(new BigDecimal(31));
    assertThat(row("log retention").quantity(1)).contains(daily.multiply(kept));
    List<String> graph = lines(GRAPHS + "prod.graph.txt");
    assertThat(row("private endpoint").quantity(1))
        .contains(new BigDecimal(730 * count(graph, "Network/privateEndpoints")));
    assertThat(row("dns zone").quantity(1))
        .contains(new BigDecimal(count(graph, "Network/privateDnsZones")));
    assertThat(row("alert rule").quantity(1))
        .contains(new BigDecimal(count(graph, "Insights/metricAlerts")));
    assertThat(String.join(" ", LINES))
        .contains(
            "`monthlyBudget` (dev %s, prod %s)"
                .formatted(
                    setting(dev, "monthlyBudget"),
                    String.format(
                        Locale.ROOT, "%,d", Integer.parseInt(setting(prod, "monthlyBudget")))));
  }

  @Test
  void theRunIsThatOfTheDefaultCluster() {
    WorkspaceAddress workspace =
        new WorkspaceAddress(URI.create("https://adb-1.azuredatabricks.net"), () -> "token");
    JobOptions options = JobOptions.defaults(Jobs.environment(workspace, Optional.empty()));
    JobSettings settings = Jobs.definition(options).settings();
    BigDecimal longest = hours(Duration.ofSeconds(settings.getTimeoutSeconds()));
    BigDecimal each = PRICES.jobUnits(options.nodeType()).orElseThrow();

    assertThat(row("vm " + options.nodeType()).quantity(1).orElseThrow())
        .isEqualByComparingTo(longest);
    assertThat(row("vm " + options.nodeType() + " spot").quantity(1).orElseThrow())
        .isEqualByComparingTo(longest.multiply(new BigDecimal(options.workers())));
    IntStream.range(0, 2)
        .forEach(
            column ->
                assertThat(row("databricks jobs DBU").quantity(column).orElseThrow())
                    .isCloseTo(
                        row("vm " + options.nodeType())
                            .quantity(column)
                            .orElseThrow()
                            .multiply(each)
                            .multiply(new BigDecimal(1 + options.workers())),
                        offset(new BigDecimal("0.0001"))));
  }

  private static void assertComputed(String from, String to) {
    List<Row> rows = rows(from, to);
    assertThat(rows).isNotEmpty();
    List<Row> other =
        rows.stream()
            .filter(row -> row.price().region().equals(OTHER_REGION))
            .filter(row -> row.price().amount().isPresent())
            .toList();
    assertThat(section(from, to))
        .containsAll(rows.stream().map(Row::text).toList())
        .contains(sumLine("sum of the priced parts", rows));
    // Without this line, the sum would contain prices of two regions and not say so.
    assertThat(section(from, to).stream().filter(line -> line.contains("**part of the sum")))
        .containsExactlyElementsOf(
            other.isEmpty()
                ? List.of()
                : List.of(sumLine("part of the sum with prices of West Europe", other)));
  }

  private static String sumLine(String part, List<Row> rows) {
    return "| **%s** | | | | | **%s** | **%s** |"
        .formatted(part, money(sum(rows, 0)), money(sum(rows, 1)));
  }

  private static BigDecimal sum(List<Row> rows, int column) {
    return rows.stream()
        .flatMap(row -> row.amount(column).stream())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Row row(String meter) {
    return rows("## Monthly cost", "## What was tested").stream()
        .filter(row -> row.price().meter().equals(meter))
        .findFirst()
        .orElseThrow();
  }

  private static List<Row> rows(String from, String to) {
    return section(from, to).stream()
        .filter(line -> line.startsWith("| ") && !line.contains("| meter |"))
        .filter(line -> !line.contains("**"))
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
        .map(
            cells ->
                new Row(cells.get(1), price(cells.get(2)), List.of(cells.get(3), cells.get(4))))
        .toList();
  }

  private static Price price(String meter) {
    return PRICES.prices().stream()
        .filter(price -> price.meter().equals(meter) && REGIONS.contains(price.region()))
        .min(Comparator.comparing(price -> REGIONS.indexOf(price.region())))
        .orElseThrow(() -> new AssertionError("no price of " + meter));
  }

  private static List<String> section(String from, String to) {
    return LINES.subList(LINES.indexOf(from), LINES.indexOf(to));
  }

  private static String setting(List<String> stack, String name) {
    return stack.stream()
        .map(String::strip)
        .filter(line -> line.startsWith("quarterdeck:" + name + ":"))
        .map(line -> line.substring(line.lastIndexOf(':') + 1).strip().replace("\"", ""))
        .findFirst()
        .orElseThrow();
  }

  private static long count(List<String> graph, String type) {
    return graph.stream().filter(line -> line.endsWith(": Microsoft." + type)).count();
  }

  private static BigDecimal hours(Duration duration) {
    return new BigDecimal(duration.toMinutes()).divide(new BigDecimal(60), 4, RoundingMode.HALF_UP);
  }

  private static String money(BigDecimal amount) {
    return String.format(Locale.ROOT, "%,.2f", amount);
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
