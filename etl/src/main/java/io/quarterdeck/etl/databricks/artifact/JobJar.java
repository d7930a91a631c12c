package io.quarterdeck.etl.databricks.artifact;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.rows.FileDigest;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The job's jar on this machine.
 *
 * @param file where it is
 * @param digest its size and its SHA-256
 */
public record JobJar(Path file, FileDigest digest) {
  static final String PREFIX = "quarterdeck-jobs-";
  static final String SUFFIX = ".jar";

  /**
   * Reads the whole file once.
   *
   * @throws Failure when it is not there
   */
  public static JobJar of(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new Failure(
          "Cannot register the job: found no "
              + file
              + "; expected the built job. Run ./mvnw -DskipTests package, then this again.");
    }
    return new JobJar(file, FileDigest.ofBytes(file));
  }

  /** Its name in the workspace: other bytes, another name, so a running job keeps its own. */
  public String name() {
    return PREFIX + digest.sha256() + SUFFIX;
  }
}
