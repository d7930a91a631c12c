package io.quarterdeck.loader.dataset;

/**
 * A condition that each row of a dataset of the lakehouse must meet.
 *
 * @param name the reason that quarantined rows get
 * @param that a boolean expression of Spark SQL over the dataset's columns. A row meets it only if
 *     it is true; false and null violate it
 * @param otherwise what happens to rows that violate it
 */
public record Expectation(String name, String that, Violation otherwise) {
  /** What happens to a row that violates an expectation. */
  public enum Violation {
    /** The row goes to quarantine with its reason. */
    QUARANTINE,
    /** The whole day is refused. */
    FAIL
  }
}
