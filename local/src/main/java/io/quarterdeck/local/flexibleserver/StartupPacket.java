package io.quarterdeck.local.flexibleserver;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The first packet of a connection ("Message Formats" in the manual of PostgreSQL): a request for
 * encryption, a request to cancel a statement, or the start of a session.
 */
final class StartupPacket {
  private static final int CANCEL_REQUEST = 80_877_102;
  private static final int TLS_REQUEST = 80_877_103;
  private static final int GSSAPI_REQUEST = 80_877_104;

  private static final int HEADER_BYTES = 8;

  /** The server accepts no longer packet (MAX_STARTUP_PACKET_LENGTH). */
  private static final int MAXIMUM_BYTES = 10_000;

  private final byte[] bytes;

  private StartupPacket(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads a packet.
   *
   * @return empty if the client disconnected before it sent anything
   * @throws IOException if the client does not send a packet
   */
  static Optional<StartupPacket> read(ReadableByteChannel client) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    if (client.read(length) < 0) {
      return Optional.empty();
    }
    fill(length, client);
    int bytes = length.getInt(0);
    if (bytes < HEADER_BYTES || bytes > MAXIMUM_BYTES) {
      throw new IOException("a startup packet of " + bytes + " bytes");
    }
    ByteBuffer packet = ByteBuffer.allocate(bytes).putInt(bytes);
    fill(packet, client);
    return Optional.of(new StartupPacket(packet.array()));
  }

  /** Reads until the buffer is full. */
  static void fill(ByteBuffer buffer, ReadableByteChannel source) throws IOException {
    while (buffer.hasRemaining()) {
      if (source.read(buffer) < 0) {
        throw new EOFException("the client disconnected during a message");
      }
    }
  }

  /** Returns the whole packet, with its length, to send it to the server. */
  ByteBuffer bytes() {
    return ByteBuffer.wrap(bytes);
  }

  boolean requestsEncryption() {
    return code() == TLS_REQUEST || code() == GSSAPI_REQUEST;
  }

  boolean requestsCancel() {
    return code() == CANCEL_REQUEST;
  }

  private int code() {
    return ByteBuffer.wrap(bytes).getInt(Integer.BYTES);
  }

  /** Returns a parameter of a session, for example {@code user}. */
  Optional<String> parameter(String name) {
    String[] words =
        new String(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, StandardCharsets.UTF_8)
            .split("\0", -1);
    for (int each = 0; each + 1 < words.length && !words[each].isEmpty(); each += 2) {
      if (words[each].equals(name)) {
        return Optional.of(words[each + 1]);
      }
    }
    return Optional.empty();
  }

  /** Does not contain the key of a request to cancel. */
  @Override
  public String toString() {
    return "StartupPacket[" + code() + "]";
  }
}
