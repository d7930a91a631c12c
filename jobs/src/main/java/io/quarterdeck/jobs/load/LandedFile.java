package io.quarterdeck.jobs.load;

import io.quarterdeck.jobs.blob.BlobFile;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * A file in the landing container.
 *
 * @param path where it is
 * @param modified when it landed, in milliseconds since 1970; Blob tells whole seconds
 */
record LandedFile(Path path, long modified) {
  /** How the command line names the folder of a file. */
  private static final Pattern DIGEST = Pattern.compile("sha256=([0-9a-f]{64})");

  static LandedFile of(BlobFile file) {
    return new LandedFile(file.path(), file.modified());
  }

  Instant landed() {
    return Instant.ofEpochMilli(modified);
  }

  String name() {
    return path.getName();
  }

  /** Its digest, where its folder's name tells it. */
  Optional<String> sha256() {
    Matcher folder = DIGEST.matcher(path.getParent().getName());
    return folder.matches() ? Optional.of(folder.group(1)) : Optional.empty();
  }

  /** As people know it: container and path. */
  String shown() {
    return path.toUri().getUserInfo() + path.toUri().getPath();
  }
}
