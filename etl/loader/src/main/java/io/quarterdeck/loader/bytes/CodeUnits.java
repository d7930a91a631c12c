package io.quarterdeck.loader.bytes;

import java.nio.charset.Charset;

/** The sizes of the code units of encodings. */
public final class CodeUnits {
  private CodeUnits() {}

  /**
   * Returns the number of bytes of a code unit: 2 in UTF-16, 4 in UTF-32, and 1 in all others. Only
   * encodings whose code units have 1 byte hold ASCII as single bytes.
   */
  public static int bytes(Charset encoding) {
    if (encoding.name().startsWith("UTF-16")) {
      return 2;
    }
    return encoding.name().startsWith("UTF-32") ? 4 : 1;
  }
}
