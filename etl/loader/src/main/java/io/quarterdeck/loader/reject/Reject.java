package io.quarterdeck.loader.reject;

import java.util.Optional;

/**
 * A record that does not fit its dataset.
 *
 * @param line the physical line on which the record begins; the first line of the file is 1
 * @param byteOffset the number of bytes before the record in the file, after decompression, or
 *     {@link #UNKNOWN_BYTE}
 * @param column the name of the invalid column in the header, if the reason concerns one column
 * @param reason why the record does not fit
 * @param found what was found, shortened for messages
 * @param expected what the dataset expects
 * @param raw the record as it is in the file
 */
public record Reject(
    long line,
    long byteOffset,
    Optional<String> column,
    RejectReason reason,
    String found,
    String expected,
    RawRecord raw) {
  /** The byte offset if only the line is known. */
  public static final long UNKNOWN_BYTE = -1;

  /** The position for a message, such as {@code line 7 (byte 123), column value}. */
  public String place() {
    return "line "
        + line
        + (byteOffset == UNKNOWN_BYTE ? "" : " (byte " + byteOffset + ")")
        + column.map(c -> ", column " + c).orElse("");
  }
}
