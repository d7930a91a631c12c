package io.quarterdeck.loader.csv;

import io.quarterdeck.loader.dataset.CsvDialect;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a stream of CSV into chunks of whole records. {@link ChunkReader} is fast and reads RFC 4180
 * in UTF-8. {@link CommonsCsvReader} reads every other dialect and encoding. Both give the same
 * records, lines, byte offsets and errors for a file that both support.
 */
public interface RecordReader {
  /**
   * Fills a chunk with the next records.
   *
   * @return false at the end of the stream
   * @throws Failure if a quote is not closed or a record is too long
   */
  boolean fill(Chunk chunk) throws IOException;

  /** The number of bytes in all chunks so far, after decompression. */
  long bytesRead();

  /**
   * Chooses the reader of a dialect. The caller closes the stream.
   *
   * @param name the name of the file in messages
   * @param chunkBytes the size of a chunk without long records
   * @param maximumRecordBytes the approximate maximum length of a record; the error is at most one
   *     chunk
   */
  static RecordReader of(
      InputStream in, String name, CsvDialect dialect, int chunkBytes, int maximumRecordBytes)
      throws IOException {
    if (!dialect.isRfc4180()) {
      return new CommonsCsvReader(in, name, dialect, chunkBytes, maximumRecordBytes);
    }
    if (dialect.skippedLines() == 0) {
      return new ChunkReader(in, name, dialect.delimiter(), chunkBytes, maximumRecordBytes);
    }
    SkippedLines text = SkippedLines.of(in, dialect.skippedLines());
    ChunkReader reader =
        new ChunkReader(text.rest(), name, dialect.delimiter(), chunkBytes, maximumRecordBytes);
    reader.begunAfter(text);
    return reader;
  }
}
