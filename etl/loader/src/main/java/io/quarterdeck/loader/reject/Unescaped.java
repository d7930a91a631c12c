package io.quarterdeck.loader.reject;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Restores the bytes from the text that {@link Escaped} writes. */
final class Unescaped {
  /**
   * The text does not have the form that {@link Escaped} writes. The message says what was found.
   */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    Broken(String found) {
      super(found);
    }
  }

  private Unescaped() {}

  static byte[] of(String text) throws Broken {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    int at = 0;
    while (at < text.length()) {
      int escape = text.indexOf('\\', at);
      int plain = escape < 0 ? text.length() : escape;
      bytes.writeBytes(text.substring(at, plain).getBytes(StandardCharsets.UTF_8));
      at = escape < 0 ? plain : escape + one(text, escape, bytes);
    }
    return bytes.toByteArray();
  }

  /** Writes the byte of one escape sequence. Returns the length of the sequence. */
  private static int one(String text, int at, ByteArrayOutputStream bytes) throws Broken {
    char kind = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    switch (kind) {
      case '\\' -> bytes.write('\\');
      case 'n' -> bytes.write('\n');
      case 'r' -> bytes.write('\r');
      case 'x' -> {
        bytes.write(hexadecimal(text, at));
        return 4;
      }
      default -> throw new Broken(shown(text, at));
    }
    return 2;
  }

  private static int hexadecimal(String text, int at) throws Broken {
    int high = at + 3 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
    int low = high < 0 ? -1 : Character.digit(text.charAt(at + 3), 16);
    if (low < 0) {
      throw new Broken(shown(text, at));
    }
    return high << 4 | low;
  }

  private static String shown(String text, int at) {
    return text.substring(at, Math.min(text.length(), at + 4));
  }
}
