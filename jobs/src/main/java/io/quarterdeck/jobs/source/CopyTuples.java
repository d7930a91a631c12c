package io.quarterdeck.jobs.source;

import io.quarterdeck.etl.Causes;
import java.io.EOFException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;
import org.postgresql.copy.CopyOut;
import org.postgresql.util.ByteConverter;

/**
 * The tuples of a binary COPY, as PostgreSQL's documentation of COPY gives their form: a header,
 * then for each tuple the number of its fields, and for each field its length, or -1, and its
 * bytes. A message of the server's holds one tuple as a rule, so nothing is copied out of it.
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
   * Goes to the next tuple.
   *
   * @param fields how many it must have
   * @return false when there is no more
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

  /** How many bytes the tuple's next field has; -1 when it is null. */
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

  /** Text that stays as it is: no message is written to. */
  UTF8String text(int bytes) throws IOException {
    need(bytes);
    UTF8String value = UTF8String.fromBytes(message, at, bytes);
    at += bytes;
    return value;
  }

  private void header() throws IOException {
    need(SIGNATURE.length);
    if (!Arrays.equals(message, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
      throw new IOException("no binary COPY");
    }
    at = SIGNATURE.length;
    int32(); // flags, none of which concerns a reader of values
    int extension = int32();
    need(extension);
    at += extension;
  }

  /** Lets the server say that all went well, or that it did not. */
  private void end() throws IOException {
    if (message() != null) {
      throw new IOException("more after the last tuple");
    }
  }

  private void need(int bytes) throws IOException {
    while (message.length - at < bytes) {
      byte[] next = message();
      if (next == null) {
        throw new EOFException("the rows ended in the middle of one");
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
