package io.quarterdeck.jobs.stream;

import io.quarterdeck.contract.StreamName;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.failure.Failure;

/**
 * The folder in which Spark records the progress of a stream.
 *
 * @param name the folder
 */
record StreamCheckpoint(LakeRoot lake, StreamName name) {
  String path() {
    return lake.at(name.streamName());
  }

  /** Returns whether a micro-batch was completed. */
  private boolean hasCommits() {
    return !lake.list(name.streamName() + "/commits").isEmpty();
  }

  /**
   * Checks that the stream does not add events again that the table already has.
   *
   * @throws Failure if the table has rows and there is no checkpoint
   */
  void requireFor(String table) {
    if (lake.text(name.streamName() + "/metadata").isEmpty() && !lake.read(table).isEmpty()) {
      throw Failure.of(
          "Cannot continue the stream to %s: found rows in the table and no checkpoint in %s;"
              + " expected both or none. Without the checkpoint, all events would be added again."
              + " Restore the folder, or delete the table.",
          table, path());
    }
  }

  /**
   * Checks that the stream does not skip events that the table does not have.
   *
   * @throws Failure if there is no table and the checkpoint has progress
   */
  void requireNoneWithout(String table) {
    if (!lake.exists(table) && hasCommits()) {
      throw Failure.of(
          "Cannot continue the stream to %s: found no table and a checkpoint in %s; expected both"
              + " or none. The checkpoint would skip the earlier events. Restore the table, or"
              + " delete the folder.",
          table, path());
    }
  }
}
