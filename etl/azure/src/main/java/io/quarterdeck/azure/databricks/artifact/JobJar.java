package io.quarterdeck.azure.databricks.artifact;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.rows.FileDigest;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The job's jar on this machine.
 *
 * @param file the path
 * @param digest the size and the SHA-256
 */
public record JobJar(Path file, FileDigest digest) {
  static final String PREFIX = "quarterdeck-jobs-";
  static final String SUFFIX = ".jar";

  /**
   * Reads the file to compute its digest.
   *
   * @throws Failure if the file does not exist
   */
  public static JobJar of(Path file) {
    if (!Files.isRegularFile(file)) {
      throw Failure.of(
          "Cannot register the job: found no %s; expected the built job. Run ./mvnw "
              + "-DskipTests package, then this again.",
          file);
    }
    return new JobJar(file, FileDigest.ofBytes(file));
  }

  /**
   * Returns the name in the workspace. It contains the digest, so that an upload never replaces the
   * jar of a running job.
   */
  public String name() {
    return PREFIX + digest.sha256() + SUFFIX;
  }
}
