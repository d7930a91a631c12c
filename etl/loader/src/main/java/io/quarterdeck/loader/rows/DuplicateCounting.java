package io.quarterdeck.loader.rows;

/** Whether to count rows that equal an earlier row. */
public enum DuplicateCounting {
  /** Count them. This takes time and, for large files, space in the temporary directory. */
  COUNT,
  /** Do not count them. */
  SKIP
}
