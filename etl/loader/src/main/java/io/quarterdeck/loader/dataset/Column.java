package io.quarterdeck.loader.dataset;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One column of a dataset.
 *
 * @param name the column's name in the table
 * @param source the column's name in the file's header, compared without regard to case
 * @param type the type of its values
 * @param nullable whether a value may be missing
 * @param min the smallest value allowed, for a column of numbers
 * @param max the largest value allowed, for a column of numbers
 */
public record Column(
    String name,
    String source,
    ColumnType type,
    boolean nullable,
    Optional<BigDecimal> min,
    Optional<BigDecimal> max) {}
