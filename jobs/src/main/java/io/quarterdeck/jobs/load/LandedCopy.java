package io.quarterdeck.jobs.load;

import io.quarterdeck.loader.load.FileLanding;
import io.quarterdeck.loader.rows.FileDigest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A file that is already in the landing folder, so the loader does not copy it. */
record LandedCopy(LandedFile blob) implements FileLanding {
  @Override
  public String path(Path file, String dataset, FileDigest digest) {
    return blob.shown();
  }

  @Override
  public Optional<Instant> landed() {
    return Optional.of(blob.landed());
  }
}
