package io.quarterdeck.jobs.export;

import java.util.Optional;

/** The version of Quarterdeck that runs. */
final class ToolVersion {
  private ToolVersion() {}

  /** The version in the jar's manifest; {@code development} when run from classes. */
  static String current() {
    return Optional.ofNullable(ToolVersion.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
