package io.quarterdeck.contract;

/** The fields of a row that waits for a repair, in the files of {@link LakeName#WAITING_ROWS}. */
public enum QuarantineField {
  /** The id of the row in quarantine. */
  ID("id"),
  /** The day of the row, such as {@code 2026-11-30}. */
  DAY("day"),
  /** The expectations that the row violates, or the values that do not have the type. */
  REASON("reason"),
  /** The row as it arrived: a JSON object. */
  ROW("row");

  private final String fieldName;

  QuarantineField(String fieldName) {
    this.fieldName = fieldName;
  }

  /** Returns the name of the field. */
  public String fieldName() {
    return fieldName;
  }
}
