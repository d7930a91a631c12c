package io.quarterdeck.etl;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Something that the user can mend. The message follows one grammar: "Cannot DO: WHAT WAS FOUND;
 * expected WHAT. WHAT TO DO." It is printed as it is, without a stack trace, and the exit code is
 * 1.
 */
public class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  // Not a Path, which cannot be serialized as exceptions can.
  private String rejects;

  public Failure(String message) {
    super(message);
  }

  public Failure(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same failure, which left a file of rejects. */
  public Failure withRejects(Optional<Path> file) {
    rejects = file.map(Path::toString).orElse(null);
    return this;
  }

  /** The file of rejects that the failure left, if it knows of one. */
  public Optional<Path> rejects() {
    return Optional.ofNullable(rejects).map(Path::of);
  }
}
