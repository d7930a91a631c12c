package io.quarterdeck.loader.dataset;

/**
 * The period of an export's aggregates.
 *
 * @param column a date or timestamp column of the dataset
 * @param every the length of a period
 */
public record Period(String column, Every every) {
  /** The lengths of a period. Each is a field of {@code date_trunc} in PostgreSQL and Spark. */
  public enum Every {
    MONTH,
    QUARTER,
    YEAR
  }
}
