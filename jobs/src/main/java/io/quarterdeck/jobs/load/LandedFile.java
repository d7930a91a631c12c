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
 * @param path the file's path
 * @param modified the time at which the file landed, in milliseconds since 1970; Blob reports whole
 *     seconds
 */
record LandedFile(Path path, long modified) {
  /** The name of the folder that the command line creates for a file. */
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

  /** Returns the file's digest, if its folder's name contains one. */
  Optional<String> sha256() {
    Matcher folder = DIGEST.matcher(path.getParent().getName());
    return folder.matches() ? Optional.of(folder.group(1)) : Optional.empty();
  }

  /** Returns the file as container and path. */
  String shown() {
    return path.toUri().getUserInfo() + path.toUri().getPath();
  }
}
