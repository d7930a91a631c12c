package io.quarterdeck.loader.rows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Identifies a file by the SHA-256 of its content, uncompressed: {@code a.csv} and {@code a.csv.gz}
 * with the same rows have the same digest.
 *
 * @param sha256 the digest of the content, 64 lower-case hexadecimal digits
 * @param bytes the size of the file on disk
 * @param fileSha256 the digest of the file on disk, if it is compressed
 */
public record FileDigest(String sha256, long bytes, Optional<String> fileSha256) {
  /** The digest of an uncompressed file. */
  public FileDigest(String sha256, long bytes) {
    this(sha256, bytes, Optional.empty());
  }

  /** Computes the digest of a file with text in UTF-8, as the other method does. */
  public static FileDigest of(Path path) {
    return of(path, StandardCharsets.UTF_8);
  }

  /**
   * Reads the whole file and computes its digest.
   *
   * @param encoding the encoding of the text; the digest does not depend on it
   * @throws io.quarterdeck.loader.failure.Failure if the file cannot be read or its compressed data
   *     is damaged
   */
  public static FileDigest of(Path path, Charset encoding) {
    RowSource source = new RowSource(path, encoding);
    try (SourceStream content = SourceStream.open(source)) {
      String sha256;
      try {
        sha256 = digest(content.in());
      } catch (IOException e) {
        throw content.failure(e);
      }
      return new FileDigest(
          sha256,
          content.size(),
          content.format().isCompressed() ? Optional.of(fileDigest(path)) : Optional.empty());
    }
  }

  /**
   * Computes the digest of the bytes on disk, without decompression. Use this for files that are
   * not data.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the file cannot be read
   */
  public static FileDigest ofBytes(Path path) {
    return new FileDigest(fileDigest(path), new RowSource(path).state().size());
  }

  private static String fileDigest(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      return digest(in);
    } catch (IOException e) {
      throw RowSource.unreadable(path, e);
    }
  }

  private static String digest(InputStream in) throws IOException {
    MessageDigest digest = newDigest();
    byte[] block = new byte[1 << 16];
    for (int got = in.read(block); got >= 0; got = in.read(block)) {
      digest.update(block, 0, got);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
