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
 * @param position the position of the field in a record, from 1, if the header does not identify
 *     it; {@code source} then describes it in messages
 * @param text how the text of a field is converted before it is validated
 */
public record Column(
    String name,
    String source,
    ColumnType type,
    boolean nullable,
    Optional<BigDecimal> min,
    Optional<BigDecimal> max,
    Optional<Integer> position,
    FieldText text) {
  /** A column whose fields are read as they are. */
  public Column(
      String name,
      String source,
      ColumnType type,
      boolean nullable,
      Optional<BigDecimal> min,
      Optional<BigDecimal> max) {
    this(name, source, type, nullable, min, max, Optional.empty(), FieldText.AS_IS);
  }
}
