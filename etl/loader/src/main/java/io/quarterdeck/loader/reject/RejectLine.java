package io.quarterdeck.loader.reject;

/**
 * The position that a line of a file of rejects refers to.
 *
 * @param row the line in the file of rejects, for messages
 * @param line the line of the loaded file on which the record begins
 * @param byteOffset the offset of the record in the loaded file, or {@link Reject#UNKNOWN_BYTE}
 * @param load the load that rejected the record
 */
public record RejectLine(long row, long line, long byteOffset, RejectsLoad load) {}
