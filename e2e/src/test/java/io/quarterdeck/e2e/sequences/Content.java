package io.quarterdeck.e2e.sequences;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * The content of a file.
 *
 * @param index its number in its sequence
 * @param kind the expected result of a load
 * @param rows the valid records, by line
 * @param rejects the invalid records, by line
 * @param text the uncompressed text of the file
 */
record Content(
    int index,
    Kind kind,
    NavigableMap<Long, Row> rows,
    NavigableMap<Long, String> rejects,
    String text) {
  /** The expected result of a load. */
  enum Kind {
    GOOD,
    /** Some records are valid, others are not. */
    REJECTS,
    WRONG_HEADER,
    /** A header without records. */
    EMPTY
  }

  private static final int MOST_ROWS = 50;

  static Content of(long seed, int index, Kind kind) {
    Random random = new Random(Objects.hash(seed, index, "content"));
    NavigableMap<Long, Row> rows = new TreeMap<>();
    NavigableMap<Long, String> rejects = new TreeMap<>();
    // All contents differ: even an empty one differs in a column that no dataset uses.
    StringBuilder text = new StringBuilder(String.join(",", Row.COLUMNS) + ",c" + index + "\n");
    if (kind == Kind.WRONG_HEADER) {
      text.replace(0, "name".length(), "title");
    }
    int lines = kind == Kind.EMPTY ? 0 : 2 + random.nextInt(MOST_ROWS - 1);
    for (long line = 2; line < lines + 2; line++) {
      Row row = Row.random(random);
      boolean rejected = kind == Kind.REJECTS && (line == 2 || random.nextInt(4) == 0) && line != 3;
      String record = (rejected ? broken(row, random.nextInt(BROKEN)) : row.csv()) + ",";
      if (rejected) {
        rejects.put(line, record);
      } else {
        rows.put(line, row);
      }
      text.append(record).append('\n');
    }
    return new Content(index, kind, rows, rejects, text.toString());
  }

  private static final int BROKEN = 4;

  /** Returns the record with one invalid value. */
  static String broken(Row row, int how) {
    String[] fields = row.csv().split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
    switch (how) {
      case 0 -> fields[0] = "";
      case 1 -> fields[1] = "many";
      case 2 -> fields[2] = "1.234";
      default -> fields[3] = "2026-02-31";
    }
    return String.join(",", fields);
  }

  /** Returns a fixed record for a rejected line. Each variant has other values. */
  Row repaired(long line, int variant) {
    return Row.random(new Random(Objects.hash(index, line, variant)));
  }

  /** Returns the bytes of a file. */
  byte[] bytes(Packing packing) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    return packing == Packing.PLAIN ? plain : compressed(plain);
  }

  /** Returns the SHA-256 of the text, in lower-case hexadecimal. */
  String sha256() {
    return hex("SHA-256", bytes(Packing.PLAIN));
  }

  /** Returns the MD5 that Blob reports for the bytes of a file. */
  String md5(Packing packing) {
    return hex("MD5", bytes(packing));
  }

  static String hex(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] compressed(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Whether a file is compressed. */
  enum Packing {
    PLAIN(""),
    GZIP(".gz");

    private final String ending;

    Packing(String ending) {
      this.ending = ending;
    }

    String ending() {
      return ending;
    }
  }
}
