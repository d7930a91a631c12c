package io.quarterdeck.azure.prices;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The only source of prices in this project: the resource {@code prices.csv}. docs/azure.md and the
 * estimates of {@code runs} use its figures.
 *
 * @param prices one price for each meter and region
 */
public record PriceTable(List<Price> prices) {
  private static final String RESOURCE = "prices.csv";
  private static final String HEADER = "meter,region,unit,price,currency,source,read";

  /** The region of the environments that this project defines. */
  private static final String DEFAULT_REGION = "swedencentral";

  private static final int FIELDS = HEADER.split(",").length;

  /** Reads the table. */
  public static PriceTable read() {
    try (InputStream table =
        Objects.requireNonNull(PriceTable.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return parse(new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the lines of a table. The fields contain no commas and no quotes.
   *
   * @throws IllegalArgumentException if a line is invalid, or if a meter has two prices in a region
   */
  static PriceTable parse(List<String> lines) {
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new IllegalArgumentException("the first line is not " + HEADER);
    }
    List<Price> prices = lines.stream().skip(1).map(PriceTable::price).toList();
    if (prices.stream().map(each -> each.meter() + "," + each.region()).distinct().count()
        < prices.size()) {
      throw new IllegalArgumentException("a meter has two prices in a region");
    }
    return new PriceTable(prices);
  }

  private static Price price(String line) {
    String[] fields = line.split(",", -1);
    if (fields.length != FIELDS
        || fields[5].isEmpty()
        || fields[3].isEmpty() != fields[6].isEmpty()) {
      throw new IllegalArgumentException(
          "not " + FIELDS + " fields with a source, and a date for each price: " + line);
    }
    return new Price(
        fields[0],
        fields[1],
        fields[2],
        Optional.of(fields[3]).filter(text -> !text.isEmpty()).map(BigDecimal::new),
        fields[4],
        fields[5],
        Optional.of(fields[6]).filter(text -> !text.isEmpty()).map(LocalDate::parse));
  }

  /** Returns the DBUs that a machine of a job cluster consumes per hour, if the size is known. */
  public Optional<BigDecimal> jobUnits(String machineSize) {
    return amount("databricks jobs " + machineSize);
  }

  /** Returns the DBUs of {@link #jobUnits} with Photon. */
  public Optional<BigDecimal> photonJobUnits(String machineSize) {
    return amount("databricks jobs photon " + machineSize);
  }

  /**
   * Returns the price of a meter: in this region, else of a meter without regions, else of the
   * default region, else of any region.
   *
   * @param region Azure's name of the region
   */
  public Optional<Price> price(String meter, String region) {
    List<String> order = List.of(region, "Global", DEFAULT_REGION);
    return prices.stream()
        .filter(price -> price.meter().equals(meter))
        .min(
            Comparator.comparingInt(
                price -> {
                  int place = order.indexOf(price.region());
                  return place < 0 ? order.size() : place;
                }));
  }

  private Optional<BigDecimal> amount(String meter) {
    return prices.stream()
        .filter(price -> price.meter().equals(meter))
        .findFirst()
        .flatMap(Price::amount);
  }
}
