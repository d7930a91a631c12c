package io.quarterdeck.loader.reject;

/**
 * The reasons why a record does not fit its dataset. {@code loader.rows.FieldValidation} decides
 * the reasons that do not depend on the type of a column; the encoder of a column in {@code
 * loader.encode} decides the others.
 */
public enum RejectReason {
  /** The record has more or fewer fields than the header. */
  FIELD_COUNT,
  /** A closing quote is followed by other characters than a delimiter. */
  TEXT_AFTER_QUOTE,
  /** A field is longer than a field may be. */
  FIELD_TOO_LONG,
  /** The bytes are not UTF-8. */
  NOT_UTF8,
  /** A text contains the character NUL, which PostgreSQL does not store. */
  NUL_CHARACTER,
  /** The field is null, but the column is not nullable. */
  VALUE_MISSING,
  NOT_A_NUMBER,
  /** The number or the moment is outside of the type's range, or of the dataset's bounds. */
  OUT_OF_RANGE,
  /** The number has more digits than the type stores. */
  TOO_MANY_DIGITS,
  NOT_A_BOOLEAN,
  NOT_A_DATE,
  NOT_A_TIMESTAMP
}
