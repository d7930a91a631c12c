package io.quarterdeck.jobs.generate;

/** The fault that a generated row has. */
public enum PostFault {
  /** The row is correct. */
  NONE,
  /** Each value is in the column after its own. */
  SHIFTED_COLUMNS,
  /** Missing values are the text NULL. */
  NULL_VALUE,
  /** The row has the id of the row before it, and was active earlier. */
  DUPLICATE_ID
}
