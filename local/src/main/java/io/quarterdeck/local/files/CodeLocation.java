package io.quarterdeck.local.files;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Finds the code of this project on disk. */
public final class CodeLocation {
  private CodeLocation() {}

  /** Returns the jar or class folder that contains the class. */
  public static Path of(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
