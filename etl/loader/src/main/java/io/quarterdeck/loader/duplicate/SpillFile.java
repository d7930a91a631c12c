package io.quarterdeck.loader.duplicate;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Buckets on disk. Each spill adds a segment to each bucket. */
final class SpillFile implements Closeable {
  private static final int BLOCK_BYTES = 1 << 16;

  /**
   * A part of a bucket.
   *
   * @param position its offset in the file
   * @param length its number of longs
   */
  private record Segment(long position, int length) {}

  /** Receives hashes, two longs at a time. Returns false to stop the reading. */
  interface Taker {
    boolean take(long first, long second);
  }

  private final FileChannel channel;
  private final List<List<Segment>> segments = new ArrayList<>();
  private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
  private long end;

  SpillFile(FileChannel channel) {
    this.channel = channel;
    for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
      segments.add(new ArrayList<>());
    }
  }

  /**
   * Creates a temporary file that is deleted automatically. On POSIX systems the JDK unlinks the
   * file immediately, so that even a killed process leaves no file behind. On other systems it is
   * deleted when it is closed.
   */
  static SpillFile in(Path directory) throws IOException {
    return new SpillFile(
        FileChannel.open(
            directory.resolve("quarterdeck-rows-" + UUID.randomUUID() + ".spill"),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE));
  }

  void write(Buckets buckets) throws IOException {
    for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
      int size = buckets.size(bucket);
      if (size > 0) {
        segments.get(bucket).add(new Segment(end, size));
        write(buckets.hashes(bucket), size);
      }
    }
  }

  /** The number of longs of a bucket on disk. */
  long size(int bucket) {
    return segments.get(bucket).stream().mapToLong(Segment::length).sum();
  }

  /** Reads a bucket. Returns false if the taker stopped the reading. */
  boolean read(int bucket, Taker taker) throws IOException {
    for (Segment segment : segments.get(bucket)) {
      if (!read(segment, taker)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void write(long[] hashes, int size) throws IOException {
    int at = 0;
    while (at < size) {
      int longs = Math.min(size - at, BLOCK_BYTES / Long.BYTES);
      block.clear();
      block.asLongBuffer().put(hashes, at, longs);
      block.limit(longs * Long.BYTES);
      while (block.hasRemaining()) {
        end += channel.write(block, end);
      }
      at += longs;
    }
  }

  private boolean read(Segment segment, Taker taker) throws IOException {
    long position = segment.position();
    long stop = position + (long) segment.length() * Long.BYTES;
    while (position < stop) {
      block.clear();
      block.limit((int) Math.min(BLOCK_BYTES, stop - position));
      while (block.hasRemaining()) {
        if (channel.read(block, position + block.position()) < 0) {
          throw new EOFException("the spilled hashes end too early");
        }
      }
      position += block.limit();
      block.flip();
      while (block.hasRemaining()) {
        if (!taker.take(block.getLong(), block.getLong())) {
          return false;
        }
      }
    }
    return true;
  }
}
