package io.quarterdeck.jobs.source;

import java.io.Serializable;

/** Is sent to the executors, and gives each reading of a query its watch. */
@FunctionalInterface
public interface RowWatches extends Serializable {
  /** Nobody watches. */
  RowWatches NONE = () -> RowWatch.NONE;

  /** A watch for one reading. */
  RowWatch begin();
}
