package io.quarterdeck.loader.reject;

/** The reasons why a record does not fit its dataset. */
public enum RejectReason {
  FIELD_COUNT,
  TEXT_AFTER_QUOTE,
  FIELD_TOO_LONG,
  NOT_UTF8,
  NUL_CHARACTER,
  VALUE_MISSING,
  NOT_A_NUMBER,
  OUT_OF_RANGE,
  TOO_MANY_DIGITS,
  NOT_A_BOOLEAN,
  NOT_A_DATE,
  NOT_A_TIMESTAMP
}
