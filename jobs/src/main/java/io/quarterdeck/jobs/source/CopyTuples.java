package io.quarterdeck.jobs.source;

import io.quarterdeck.loader.failure.Causes;
import java.io.EOFException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;
import org.postgresql.copy.CopyOut;
import org.postgresql.util.ByteConverter;

/**
 * Reads the tuples of a binary COPY. The PostgreSQL documentation of COPY defines the format: a
 * header, then for each tuple the number of fields, and for each field its length (-1 for null) and
 * its bytes. A message of the server usually contains exactly one tuple, so bytes are read from the
 * message without copying.
 */
final class CopyTuples {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int NO_MORE = -1;

  private final CopyOut copy;
  private byte[] message = {};
  private int at;
  private boolean started;

  CopyTuples(CopyOut copy) {
    this.copy = copy;
  }

  /** Whether the server is still sending. */
  boolean isActive() {
    return copy.isActive();
  }

  /**
   * Advances to the next tuple.
   *
   * @param fields the number of fields that the tuple must have
   * @return false if there is no further tuple
   */
  boolean next(int fields) throws IOException {
    if (!started) {
      header();
      started = true;
    }
    need(Short.BYTES);
    int found = ByteConverter.int2(message, at);
    at += Short.BYTES;
    if (found == NO_MORE) {
      end();
      return false;
    }
    if (found != fields) {
      throw new IOException("a tuple of " + found + " fields; expected " + fields);
    }
    return true;
  }

  /** Returns the length of the next field in bytes, or -1 for null. */
  int field() throws IOException {
    return int32();
  }

  int int32() throws IOException {
    need(Integer.BYTES);
    int value = ByteConverter.int4(message, at);
    at += Integer.BYTES;
    return value;
  }

  long int64() throws IOException {
    need(Long.BYTES);
    long value = ByteConverter.int8(message, at);
    at += Long.BYTES;
    return value;
  }

  boolean bool() throws IOException {
    need(1);
    return message[at++] != 0;
  }

  Number numeric(int bytes) throws IOException {
    need(bytes);
    Number value = ByteConverter.numeric(message, at, bytes);
    at += bytes;
    return value;
  }

  /** Returns text that stays valid, because messages are never overwritten. */
  UTF8String text(int bytes) throws IOException {
    need(bytes);
    UTF8String value = UTF8String.fromBytes(message, at, bytes);
    at += bytes;
    return value;
  }

  private void header() throws IOException {
    need(SIGNATURE.length);
    if (!Arrays.equals(message, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
      throw new IOException("the data is not in binary COPY format");
    }
    at = SIGNATURE.length;
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
