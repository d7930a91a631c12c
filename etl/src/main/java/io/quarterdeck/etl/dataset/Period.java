package io.quarterdeck.etl.dataset;

/**
 * The stretch of time that an export sums over.
 *
 * @param column a date or timestamp column of the dataset
 * @param every how long each stretch is
 */
public record Period(String column, Every every) {
  /** Lengths of a period; each is a field that {@code date_trunc} knows in PostgreSQL and Spark. */
  public enum Every {
    MONTH,
    QUARTER,
    YEAR
  }
}
