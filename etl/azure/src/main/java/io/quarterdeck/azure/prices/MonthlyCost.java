package io.quarterdeck.azure.prices;

import io.quarterdeck.contract.PlatformSystemName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The estimated cost of an environment in a month: the quantities of docs/azure.md ("Monthly cost",
 * which the resource {@code monthly-quantities.csv} repeats and a test compares), multiplied by the
 * prices of {@link PriceTable}. It is not what Azure billed. It contains neither the runs of the
 * jobs nor the parts that optional settings add (agents, VPN).
 *
 * @param items the parts
 */
public record MonthlyCost(List<Item> items) {
  private static final String RESOURCE = "monthly-quantities.csv";
  private static final String HEADER = "system|part|meter|dev|prod";

  /**
   * A part of the cost.
   *
   * @param part what it is
   * @param quantity the quantity with its unit, such as {@code 730 h}
   * @param price the price of a unit, in the region of the stack, else without a region, else in
   *     another region; empty if no price was found
   */
  public record Item(String part, String quantity, Optional<Price> price) {
    /** Returns the cost in US dollars, rounded to cents; empty without a price. */
    public Optional<BigDecimal> amount() {
      BigDecimal count = new BigDecimal(quantity.split(" ", -1)[0].replace(",", ""));
      return price
          .flatMap(Price::amount)
          .map(each -> each.multiply(count).setScale(2, RoundingMode.HALF_UP));
    }
  }

  /** A line of the resource. The quantity is empty if the environment does not have the part. */
  record Quantity(String system, String part, String meter, String dev, String prod) {
    Optional<String> of(String environment) {
      return switch (environment) {
        case "dev" -> Optional.of(dev);
        case "prod" -> Optional.of(prod);
        default -> Optional.empty();
      };
    }
  }

  /**
   * Returns the cost of an environment.
   *
   * @param environment the output {@code environment}; the cost of {@code local} has no parts
   * @param systems the enabled systems
   * @param region Azure's name of the region
   */
  public static MonthlyCost of(String environment, Set<PlatformSystemName> systems, String region) {
    PriceTable prices = PriceTable.read();
    List<Item> items = new ArrayList<>();
    for (Quantity quantity : quantities()) {
      if (quantity.system().isEmpty()
          || systems.stream().anyMatch(each -> each.systemName().equals(quantity.system()))) {
        quantity
            .of(environment)
            .filter(count -> !count.isEmpty())
            .ifPresent(
                count ->
                    items.add(
                        new Item(quantity.part(), count, prices.price(quantity.meter(), region))));
      }
    }
    return new MonthlyCost(items);
  }

  /** Returns the sum of the parts that have a price, in US dollars. */
  public BigDecimal sum() {
    return items.stream()
        .flatMap(item -> item.amount().stream())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static List<Quantity> quantities() {
    try (InputStream table =
        Objects.requireNonNull(MonthlyCost.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      List<String> lines =
          new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      if (!lines.get(0).equals(HEADER)) {
        throw new IllegalArgumentException("the first line is not " + HEADER);
      }
      return lines.stream().skip(1).map(MonthlyCost::quantity).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Quantity quantity(String line) {
    String[] fields = line.split("\\|", -1);
    if (fields.length != HEADER.split("\\|").length) {
      throw new IllegalArgumentException("not the fields " + HEADER + ": " + line);
    }
    return new Quantity(fields[0], fields[1], fields[2], fields[3], fields[4]);
  }
}
