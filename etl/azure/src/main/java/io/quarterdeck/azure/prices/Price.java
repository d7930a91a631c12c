package io.quarterdeck.azure.prices;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The list price of a meter, without discounts and tax.
 *
 * @param meter the name of the meter in this project
 * @param region Azure's name of the region; {@code Global} for a meter without regions, {@code any}
 *     for a figure that does not depend on the region, {@code unstated} if the source names none
 * @param unit the unit of the quantity, such as {@code hour}
 * @param amount the price of one unit; empty if no source with a date was found
 * @param currency {@code USD}; {@code DBU} for the Databricks units that a machine consumes
 * @param source the page that states the price; if there is no price, the query that returns the
 *     price
 * @param read the day on which the source read the price from Azure; if the source does not state
 *     that day, the day on which we read the source
 */
public record Price(
    String meter,
    String region,
    String unit,
    Optional<BigDecimal> amount,
    String currency,
    String source,
    Optional<LocalDate> read) {}
