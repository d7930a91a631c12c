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

  /**
   * The commit that it was built from, as the launcher says it, with {@code -dirty} behind it when
   * files of the checkout were changed since; {@code unrecorded} without a launcher or outside of
   * git.
   */
  public static String revision() {
    return System.getProperty("quarterdeck.revision", "unrecorded");
  }
}
