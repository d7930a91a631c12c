package io.quarterdeck.loader.load;

import io.quarterdeck.loader.ledger.Ledger;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.rows.FileDigest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Stores the file of a load in Blob. A command stages the file before it publishes the load, and
 * moves it to {@code landing/DATASET/} afterwards (docs/file-states.md). The job loads files that
 * are already there, so its implementation has only {@link #path} and {@link #landed}.
 */
public interface FileLanding {
  /** The path of the file after its load is published, as container/path. */
  String path(Path file, String dataset, FileDigest digest);

  /** The time at which the file landed, if it landed before its load began. */
  default Optional<Instant> landed() {
    return Optional.empty();
  }

  /**
   * Cleans up after earlier commands: moves the staged files of published loads to {@code
   * landing/}, deletes staged files whose loads published nothing, and moves files that earlier
   * versions left in {@code landing/} to quarantine. The caller holds the lock of the dataset's
   * table.
   *
   * @throws io.quarterdeck.loader.failure.Failure if Blob is unreachable or refuses the request
   */
  default void recover(String dataset, Ledger ledger, Progress progress) throws SQLException {}

  /**
   * Copies the file to the staging folder.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the file cannot be copied
   */
  default void stage(Path file, String dataset, FileDigest digest, Progress progress) {}

  /**
   * Moves the staged file to {@link #path}.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the file cannot be moved; it is then still
   *     staged
   */
  default void publish(Path file, String dataset, FileDigest digest, Progress progress) {}

  /**
   * Deletes the staged file if it exists.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the file cannot be deleted
   */
  default void discard(Path file, String dataset, FileDigest digest, Progress progress) {}

  /**
   * Copies the file of rejects to quarantine.
   *
   * @return the path of the copy, as container/path; empty if the caller keeps the rejects
   * @throws io.quarterdeck.loader.failure.Failure if the rejects cannot be copied
   */
  default Optional<String> quarantine(
      Path rejects, Path file, String dataset, FileDigest digest, Progress progress) {
    return Optional.empty();
  }
}
