package io.quarterdeck.etl.rows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tells a file from another: its bytes as they lie there, compressed or not.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param bytes its size
 */
public record FileDigest(String sha256, long bytes) {
  /**
   * Reads the whole file.
   *
   * @throws io.quarterdeck.etl.Failure when it cannot be read
   */
  public static FileDigest of(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] block = new byte[1 << 16];
      long bytes = 0;
      for (int got = in.read(block); got >= 0; got = in.read(block)) {
        digest.update(block, 0, got);
        bytes += got;
      }
      return new FileDigest(HexFormat.of().formatHex(digest.digest()), bytes);
    } catch (IOException e) {
      throw RowSource.unreadable(path, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
