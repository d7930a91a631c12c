package io.quarterdeck.etl.rows.reject;

import java.util.Optional;

/**
 * A record that does not fit its dataset.
 *
 * @param line the physical line on which it begins; the file's first line is 1
 * @param byteOffset where it begins: bytes before it in the file, after decompression, or {@link
 *     #UNKNOWN_BYTE}
 * @param column the column at fault, as the header names it, if one is
 * @param reason what is wrong
 * @param found what was found, short enough for a message
 * @param expected what the dataset wants there
 * @param raw the record as it stands
 */
public record Reject(
    long line,
    long byteOffset,
    Optional<String> column,
    RejectReason reason,
    String found,
    String expected,
    RawRecord raw) {
  /** The offset of a record of which only the line is known. */
  public static final long UNKNOWN_BYTE = -1;

  /** Where it is, for a message, such as {@code line 7 (byte 123), column value}. */
  public String place() {
    return "line "
        + line
        + (byteOffset == UNKNOWN_BYTE ? "" : " (byte " + byteOffset + ")")
        + column.map(c -> ", column " + c).orElse("");
  }
}
