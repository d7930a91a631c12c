package io.quarterdeck.loader.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Formats other than CSV, recognized by the first bytes that their specifications define. If these
 * could be the first letters of a CSV header, more bytes of the format must match.
 */
enum ForeignFormat {
  /** An Office document is a zip archive whose first entry has one of a few names. */
  SPREADSHEET(
      "a spreadsheet or another Office document (.xlsx, .ods)",
      "Export the sheet as CSV (UTF-8) and give that file.") {
    @Override
    boolean matches(byte[] head, byte[] tail) {
      return ZIP.matches(head, tail)
          && (contains(head, "[Content_Types].xml")
              || contains(head, "_rels/.rels")
              || contains(head, "mimetypeapplication/vnd."));
    }
  },
  OLD_SPREADSHEET(
      "an Office document of before 2007 (.xls)",
      "Export the sheet as CSV (UTF-8) and give that file.") {
    @Override
    boolean matches(byte[] head, byte[] tail) {
      return begins(head, 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1);
    }
  },
  ZIP(
      "a zip archive",
      "Unpack it and give the CSV file in it, or run: unzip -p ARCHIVE | ./quarterdeck load -") {
    @Override
    boolean matches(byte[] head, byte[] tail) {
      return begins(head, 'P', 'K', 3, 4)
          || begins(head, 'P', 'K', 5, 6)
          || begins(head, 'P', 'K', 7, 8);
    }
  },
  TAR("a tar archive", "Unpack it and give the CSV file in it.") {
    @Override
    boolean matches(byte[] head, byte[] tail) {
      byte[] name = "ustar".getBytes(StandardCharsets.US_ASCII);
      return head.length >= 262
          && contains(head, "\0")
          && Arrays.equals(head, 257, 262, name, 0, name.length);
    }
  },
  /** The same four letters are at both ends of a Parquet file. */
  PARQUET("a Parquet file", "Export its rows as CSV (UTF-8) and give that file.") {
    @Override
    boolean matches(byte[] head, byte[] tail) {
      return begins(head, 'P', 'A', 'R', '1') && begins(tail, 'P', 'A', 'R', '1');
    }
  },
  /** A header, followed by the magic number of the first block or, in an empty file, of the end. */
  BZIP2(
      "compressed with bzip2",
      "Decompress it with bunzip2, or run: bzcat FILE | ./quarterdeck load -") {
    @Override
    boolean matches(byte[] head, byte[] tail) {
      byte[] rest = head.length < 10 ? new byte[0] : Arrays.copyOfRange(head, 4, 10);
      return begins(head, 'B', 'Z', 'h')
          && (begins(rest, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59)
              || begins(rest, 0x17, 0x72, 0x45, 0x38, 0x50, 0x90));
    }
  },
  XZ("compressed with xz", "Decompress it with unxz, or run: xzcat FILE | ./quarterdeck load -") {
    @Override
    boolean matches(byte[] head, byte[] tail) {
      return begins(head, 0xFD, '7', 'z', 'X', 'Z', 0);
    }
  },
  /** With a byte order mark, or with a zero as every second byte of the header. */
  UTF_16(
      "UTF-16 text",
      "Set the encoding in the dataset file, as in csv: {encoding: UTF-16}, or save it as UTF-8.") {
    @Override
    boolean matches(byte[] head, byte[] tail) {
      if (begins(head, 0xFE, 0xFF) || begins(head, 0xFF, 0xFE)) {
        return true;
      }
      return head.length >= 4
          && (head[0] == 0) == (head[2] == 0)
          && (head[1] == 0) == (head[3] == 0)
          && (head[0] == 0) != (head[1] == 0);
    }
  };

  private final String found;
  private final String advice;

  ForeignFormat(String found, String advice) {
    this.found = found;
    this.advice = advice;
  }

  /**
   * The format of a file, if it is one of these.
   *
   * @param head the first bytes of the file
   * @param tail the last four bytes of the file
   */
  static Optional<ForeignFormat> of(byte[] head, byte[] tail) {
    return Arrays.stream(values()).filter(format -> format.matches(head, tail)).findFirst();
  }

  /** The description of the file, to follow "it is". */
  String found() {
    return found;
  }

  /** What the user can do with the file. */
  String advice() {
    return advice;
  }

  abstract boolean matches(byte[] head, byte[] tail);

  private static boolean begins(byte[] bytes, int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int index = 0; index < magic.length; index++) {
      if (bytes[index] != (byte) magic[index]) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
  }
}
