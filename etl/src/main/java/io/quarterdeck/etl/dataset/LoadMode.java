package io.quarterdeck.etl.dataset;

/** What publishing a load does with the loads before it. */
public enum LoadMode {
  /** The new load takes the place of all before it. */
  REPLACE,
  /** The new load is added to those before it. */
  APPEND
}
