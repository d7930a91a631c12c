package io.quarterdeck.etl.load;

import io.quarterdeck.etl.rows.FileDigest;
import io.quarterdeck.etl.terminal.Progress;
import java.nio.file.Path;

/** Where a file lies in Blob before its rows are loaded. */
public interface FileLanding {
  /**
   * Sees to it that these bytes are there.
   *
   * @return where they lie, as container/path
   * @throws io.quarterdeck.etl.Failure when they cannot be brought there
   */
  String upload(Path file, String dataset, FileDigest digest, Progress progress);
}
