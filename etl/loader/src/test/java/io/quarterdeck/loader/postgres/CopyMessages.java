package io.quarterdeck.loader.postgres;

import java.util.Arrays;
import org.postgresql.copy.CopyOut;

/** A COPY whose server sends the given bytes in messages of a fixed length. */
final class CopyMessages implements CopyOut {
  private final byte[] bytes;
  private final int length;
  private int sent;

  CopyMessages(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  @Override
  public byte[] readFromCopy() {
    if (sent == bytes.length) {
      return null;
    }
    int from = sent;
    sent = Math.min(bytes.length, from + length);
    return Arrays.copyOfRange(bytes, from, sent);
  }

  @Override
  public byte[] readFromCopy(boolean block) {
    return readFromCopy();
  }

  @Override
  public int getFieldCount() {
    return 3;
  }

  @Override
  public int getFormat() {
    return 1;
  }

  @Override
  public int getFieldFormat(int field) {
    return 1;
  }

  @Override
  public boolean isActive() {
    return sent < bytes.length;
  }

  @Override
  public void cancelCopy() {
    sent = bytes.length;
  }

  @Override
  public long getHandledRowCount() {
    return 0;
  }
}
