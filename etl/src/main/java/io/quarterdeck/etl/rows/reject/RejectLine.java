package io.quarterdeck.etl.rows.reject;

/**
 * What a line of a file of rejects says, besides the record itself.
 *
 * @param row the line of the file of rejects, for messages
 * @param line the line of the loaded file on which the record begins
 * @param byteOffset where it begins there, or {@link Reject#UNKNOWN_BYTE}
 * @param load the load that left it out
 */
public record RejectLine(long row, long line, long byteOffset, RejectsLoad load) {}
