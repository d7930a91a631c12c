package io.quarterdeck.jobs.source;

import java.io.Serializable;

/** Creates a listener for each execution of a query. Serialized to the executors. */
@FunctionalInterface
public interface RowListeners extends Serializable {
  /** Creates listeners that do nothing. */
  RowListeners NONE = () -> RowListener.NONE;

  /** Creates a listener for one execution of a query. */
  RowListener begin();
}
