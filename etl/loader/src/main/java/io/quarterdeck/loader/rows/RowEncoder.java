package io.quarterdeck.loader.rows;

import io.quarterdeck.loader.bytes.Binary;
import io.quarterdeck.loader.csv.Chunk;
import io.quarterdeck.loader.csv.RecordScanner;
import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.duplicate.RowHashes;
import io.quarterdeck.loader.encode.ColumnEncoder;
import io.quarterdeck.loader.postgres.BinaryCopy;
import io.quarterdeck.loader.profile.ColumnStatistics;
import io.quarterdeck.loader.reject.Reject;
import io.quarterdeck.loader.validation.FieldValidation;
import io.quarterdeck.loader.validation.Header;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Encodes the record that the scanner has just found as a binary COPY tuple, and passes full
 * buffers to the sink. A record that does not fit writes nothing.
 */
final class RowEncoder {
  /** The buffer is passed to the sink when it holds this many bytes. */
  private static final int FLUSH_BYTES = 1 << 16;

  private static final int STANDARD_BYTES = FLUSH_BYTES + (1 << 12);

  /** A buffer that a long record enlarged beyond this size is replaced. */
  private static final int MAXIMUM_KEPT_BYTES = 1 << 20;

  /** The field count, then load id and line number, each with its length. */
  private static final int HEAD_BYTES = 2 + 12 + 12;

  private final long loadId;
  private final RowSink sink;
  private final FieldValidation fields;
  private final ColumnEncoder[] columns;
  private final boolean[] present;

  /** The bytes that the encoded values of a record need beside those of the record. */
  private final long valueBytes;

  /** The most bytes that a byte of the record takes in an encoded value. */
  private final long growth;

  private final Optional<RowHashes> hashes;
  private byte[] out = new byte[STANDARD_BYTES];
  private int filled;
  private long rows;

  RowEncoder(
      long loadId,
      RowSink sink,
      Dataset dataset,
      Header header,
      RecordScanner scanner,
      Optional<RowHashes> hashes) {
    this.loadId = loadId;
    this.sink = sink;
    this.hashes = hashes;
    List<Column> wanted = dataset.columns();
    this.columns =
        wanted.stream()
            .map(column -> ColumnEncoder.of(column, dataset.csv().nullValues()))
            .toArray(ColumnEncoder[]::new);
    this.valueBytes = Arrays.stream(columns).mapToLong(column -> column.mostBytes(0)).sum();
    this.growth =
        Arrays.stream(columns)
            .mapToLong(column -> column.mostBytes(1) - column.mostBytes(0))
            .max()
            .orElse(1);
    this.present = new boolean[columns.length];
    this.fields = new FieldValidation(dataset, header, scanner, columns);
  }

  /** Encodes the scanned record. Returns false if the record does not fit. */
  boolean encode(Chunk chunk, int from, int next, long line) throws RowSinkException {
    if (!fields.begin(chunk, next - from)) {
      return false;
    }
    makeRoom(next - from);
    Binary.putShort(out, filled, 2 + columns.length);
    Binary.putInt(out, filled + 2, Long.BYTES);
    Binary.putLong(out, filled + 6, loadId);
    Binary.putInt(out, filled + 14, Long.BYTES);
    Binary.putLong(out, filled + 18, line);
    int body = filled + HEAD_BYTES;
    int at = body;
    for (int column = 0; column < columns.length; column++) {
      int after = fields.encode(column, out, at);
      present[column] = after != FieldValidation.NULL;
      if (!present[column]) {
        Binary.putInt(out, at, BinaryCopy.NULL);
        after = at + 4;
      } else if (after == ColumnEncoder.REFUSED) {
        return false;
      }
      at = after;
    }
    count(body, at);
    filled = at;
    if (filled >= FLUSH_BYTES) {
      flush();
    }
    return true;
  }

  /** The reject of the last record that did not fit. */
  Reject reject(Chunk chunk, int from, int next, long line) {
    return fields.reject(chunk, from, next, line);
  }

  /** Passes the remaining tuples to the sink. */
  void finish() throws RowSinkException {
    flush();
    hashes.ifPresent(RowHashes::flush);
  }

  /** The number of encoded rows. */
  long rows() {
    return rows;
  }

  ColumnStatistics statistics(int column) {
    return columns[column].statistics();
  }

  private void count(int body, int end) {
    rows++;
    for (int column = 0; column < columns.length; column++) {
      if (present[column]) {
        columns[column].count(out);
      } else {
        columns[column].statistics().addNull();
      }
    }
    if (hashes.isPresent()) {
      hashes.get().add(out, body, end);
    }
  }

  private void makeRoom(int recordBytes) throws RowSinkException {
    long most = HEAD_BYTES + valueBytes + growth * recordBytes;
    if (filled + most > out.length) {
      flush();
      if (most > out.length) {
        out = new byte[Math.toIntExact(most)];
      }
    }
  }

  private void flush() throws RowSinkException {
    if (filled > 0) {
      try {
        sink.write(out, 0, filled);
      } catch (Exception e) {
        throw new RowSinkException(e);
      }
      filled = 0;
      if (out.length > MAXIMUM_KEPT_BYTES) {
        out = new byte[STANDARD_BYTES];
      }
    }
  }
}
