package io.quarterdeck.loader.dataset;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One field of an event.
 *
 * @param name the name in the JSON object and in the tables
 * @param shape what the field holds
 * @param nullable whether the value may be null or missing
 * @param min the smallest value allowed, for a number
 * @param max the largest value allowed, for a number
 */
public record EventField(
    String name,
    EventShape shape,
    boolean nullable,
    Optional<BigDecimal> min,
    Optional<BigDecimal> max) {}
