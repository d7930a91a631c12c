package io.quarterdeck.loader.postgres;

import io.quarterdeck.loader.failure.Causes;
import java.io.EOFException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.copy.CopyOut;
import org.postgresql.util.ByteConverter;

/**
 * Reads the tuples of a {@link BinaryCopy}. A message of the server usually contains exactly one
 * tuple, so bytes are read from the message without copying.
 */
public final class CopyTuples {
  /** Creates a value from a range of bytes. The bytes do not change afterwards. */
  @FunctionalInterface
  public interface Bytes<T> {
    T read(byte[] bytes, int from, int length);
  }

  private final CopyOut copy;
  private byte[] message = {};
  private int at;
  private boolean started;

  /** Reads from a COPY that has started. */
  public CopyTuples(CopyOut copy) {
    this.copy = copy;
  }

  /** Whether the server is still sending. */
  public boolean isActive() {
    return copy.isActive();
  }

  /**
   * Advances to the next tuple.
   *
   * @param fields the number of fields that the tuple must have
   * @return false if there is no further tuple
   */
  public boolean next(int fields) throws IOException {
    if (!started) {
      header();
      started = true;
    }
    need(Short.BYTES);
    int found = ByteConverter.int2(message, at);
    at += Short.BYTES;
    if (found == BinaryCopy.END) {
      end();
      return false;
    }
    if (found != fields) {
      throw new IOException("a tuple of " + found + " fields; expected " + fields);
    }
    return true;
  }

  /** Returns the length of the next field in bytes, or {@link BinaryCopy#NULL}. */
  public int field() throws IOException {
    return int32();
  }

  /** Reads four bytes. */
  public int int32() throws IOException {
    need(Integer.BYTES);
    int value = ByteConverter.int4(message, at);
    at += Integer.BYTES;
    return value;
  }

  /** Reads eight bytes. */
  public long int64() throws IOException {
    need(Long.BYTES);
    long value = ByteConverter.int8(message, at);
    at += Long.BYTES;
    return value;
  }

  /** Reads a boolean. */
  public boolean bool() throws IOException {
    need(1);
    return message[at++] != 0;
  }

  /** Reads a numeric: a {@code BigDecimal}, or a {@code Double} that is NaN or infinite. */
  public Number numeric(int bytes) throws IOException {
    need(bytes);
    Number value = ByteConverter.numeric(message, at, bytes);
    at += bytes;
    return value;
  }

  /** Reads a field of this length. Messages are never overwritten, so the value stays valid. */
  public <T> T bytes(int length, Bytes<T> value) throws IOException {
    need(length);
    T read = value.read(message, at, length);
    at += length;
    return read;
  }

  private void header() throws IOException {
    need(BinaryCopy.signatureBytes());
    if (!BinaryCopy.isSigned(message, at)) {
      throw new IOException("the data is not in binary COPY format");
    }
    at += BinaryCopy.signatureBytes();
    int32(); // flags, which do not affect the values
    int extension = int32();
    need(extension);
    at += extension;
  }

  /** Reads the end of the COPY, at which the server reports an error, if any. */
  private void end() throws IOException {
    if (message() != null) {
      throw new IOException("data after the end marker");
    }
  }

  private void need(int bytes) throws IOException {
    while (message.length - at < bytes) {
      byte[] next = message();
      if (next == null) {
        throw new EOFException("the data ended in the middle of a row");
      }
      message = at == message.length ? next : joined(next);
      at = 0;
    }
  }

  private byte[] joined(byte[] next) {
    byte[] rest = Arrays.copyOfRange(message, at, message.length + next.length);
    System.arraycopy(next, 0, rest, message.length - at, next.length);
    return rest;
  }

  private byte[] message() throws IOException {
    try {
      return copy.readFromCopy();
    } catch (SQLException e) {
      throw new IOException(Causes.of(e), e);
    }
  }
}
