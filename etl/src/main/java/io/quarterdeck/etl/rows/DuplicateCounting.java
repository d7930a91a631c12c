package io.quarterdeck.etl.rows;

/** Whether rows that equal an earlier row are counted. */
public enum DuplicateCounting {
  /** Counted, at the price of some time and, for large files, room in the temporary directory. */
  COUNT,
  /** Left out. */
  SKIP
}
