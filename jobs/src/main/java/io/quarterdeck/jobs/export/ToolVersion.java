package io.quarterdeck.jobs.export;

import java.util.Optional;

/** The running version of Quarterdeck. */
final class ToolVersion {
  private ToolVersion() {}

  /** Returns the version in the jar's manifest, or {@code development} if run from classes. */
  static String current() {
    return Optional.ofNullable(ToolVersion.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
