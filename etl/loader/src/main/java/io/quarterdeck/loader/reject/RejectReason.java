package io.quarterdeck.loader.reject;

/**
 * The reasons why a record does not fit its dataset. {@code loader.validation.FieldValidation}
 * detects the reasons that do not depend on the type of a column. The encoder of the column, in
 * {@code loader.encode}, detects the others.
 */
public enum RejectReason {
  /** The record has more or fewer fields than the header. */
  FIELD_COUNT,
  /** After a closing quote, the field has characters other than a delimiter. */
  TEXT_AFTER_QUOTE,
  /** A field is longer than the maximum. */
  FIELD_TOO_LONG,
  /** The bytes are not valid UTF-8. */
  NOT_UTF8,
  /** A text contains the character NUL, which PostgreSQL does not store. */
  NUL_CHARACTER,
  /** The field is null, but the column is not nullable. */
  VALUE_MISSING,
  NOT_A_NUMBER,
  /** The number does not fit the column's type, or is outside the bounds of the dataset. */
  OUT_OF_RANGE,
  /** The number has more digits than the type stores. */
  TOO_MANY_DIGITS,
  NOT_A_BOOLEAN,
  NOT_A_DATE,
  NOT_A_TIMESTAMP
}
