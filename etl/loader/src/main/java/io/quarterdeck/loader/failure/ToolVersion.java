package io.quarterdeck.loader.failure;

import java.util.Optional;

/** The version of the running Quarterdeck, read from the jar's manifest. */
public final class ToolVersion {
  private ToolVersion() {}

  /** The version, or {@code development} if the classes do not come from a jar. */
  public static String current() {
    return Optional.ofNullable(ToolVersion.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /**
   * The commit that this build was made from, as the launcher passes it. It ends with {@code
   * -dirty} if files of the checkout have changed since that commit. It is {@code unrecorded} if
   * the program was started without the launcher or outside a Git checkout.
   */
  public static String revision() {
    return System.getProperty("quarterdeck.revision", "unrecorded");
  }
}
