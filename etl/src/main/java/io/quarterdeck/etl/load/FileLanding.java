package io.quarterdeck.etl.load;

import io.quarterdeck.etl.ledger.Ledger;
import io.quarterdeck.etl.rows.FileDigest;
import io.quarterdeck.etl.terminal.Progress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Where Blob keeps the file of a load. A command stages the file before it publishes the load, and
 * moves it to {@code landing/DATASET/} afterwards (docs/file-states.md). A file that the job loads
 * is there already, so the job implements {@link #path} and {@link #landed} only.
 */
public interface FileLanding {
  /** Where the file is once its load is published, as container/path. */
  String path(Path file, String dataset, FileDigest digest);

  /** When the file landed, if it landed before its load began. */
  default Optional<Instant> landed() {
    return Optional.empty();
  }

  /**
   * Cleans up after earlier commands: moves the staged files of published loads to {@code
   * landing/}, deletes staged files whose loads published nothing, and moves files that earlier
   * versions left in {@code landing/} to quarantine. The caller holds the lock of the dataset's
   * table.
   *
   * @throws io.quarterdeck.etl.Failure when Blob cannot be reached or refuses
   */
  default void recover(String dataset, Ledger ledger, Progress progress) throws SQLException {}

  /**
   * Copies the file to the staging folder.
   *
   * @throws io.quarterdeck.etl.Failure when it cannot be copied
   */
  default void stage(Path file, String dataset, FileDigest digest, Progress progress) {}

  /**
   * Moves the staged file to {@link #path}.
   *
   * @throws io.quarterdeck.etl.Failure when it cannot be moved; it is still staged then
   */
  default void publish(Path file, String dataset, FileDigest digest, Progress progress) {}

  /**
   * Deletes the staged file, if it is there.
   *
   * @throws io.quarterdeck.etl.Failure when it cannot be deleted
   */
  default void discard(Path file, String dataset, FileDigest digest, Progress progress) {}

  /**
   * Keeps a copy of the file's rejects in quarantine.
   *
   * @return where they are, as container/path; empty where the caller keeps them itself
   * @throws io.quarterdeck.etl.Failure when they cannot be copied
   */
  default Optional<String> quarantine(
      Path rejects, Path file, String dataset, FileDigest digest, Progress progress) {
    return Optional.empty();
  }
}
