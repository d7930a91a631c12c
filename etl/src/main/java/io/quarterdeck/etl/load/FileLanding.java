package io.quarterdeck.etl.load;

import io.quarterdeck.etl.rows.FileDigest;
import io.quarterdeck.etl.terminal.Progress;
import java.nio.file.Path;
import java.util.Optional;

/** Where a file lies in Blob before its rows are loaded. */
public interface FileLanding {
  /**
   * Sees to it that these bytes are there.
   *
   * @return where they lie, as container/path
   * @throws io.quarterdeck.etl.Failure when they cannot be brought there
   */
  String upload(Path file, String dataset, FileDigest digest, Progress progress);

  /**
   * Keeps a copy of the file's rejects in quarantine.
   *
   * @return where they lie, as container/path; nothing where whoever calls sees to it
   * @throws io.quarterdeck.etl.Failure when they cannot be brought there
   */
  default Optional<String> quarantine(
      Path rejects, Path file, String dataset, FileDigest digest, Progress progress) {
    return Optional.empty();
  }
}
