package io.quarterdeck.local.emulator;

import io.quarterdeck.local.files.CodeLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Identifies the build of this project. */
public final class Build {
  private Build() {}

  /** Returns the modification time of the jar or class folder that contains this class. */
  public static String current() {
    try {
      return Files.getLastModifiedTime(CodeLocation.of(Build.class)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
