package io.quarterdeck.loader.dataset;

/** What happens to earlier loads when a load is published. */
public enum LoadMode {
  /** The new load replaces all earlier loads. */
  REPLACE,
  /** The new load is added to the earlier loads. */
  APPEND
}
