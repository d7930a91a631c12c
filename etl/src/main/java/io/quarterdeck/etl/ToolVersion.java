package io.quarterdeck.etl;

import java.util.Optional;

/** The version of Quarterdeck that runs, from the jar's manifest. */
public final class ToolVersion {
  private ToolVersion() {}

  /** The version, or {@code development} when run from class folders. */
  public static String current() {
    return Optional.ofNullable(ToolVersion.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
