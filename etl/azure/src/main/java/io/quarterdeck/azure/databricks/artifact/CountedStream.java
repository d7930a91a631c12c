package io.quarterdeck.azure.databricks.artifact;

import io.quarterdeck.loader.progress.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reports the number of bytes read as progress. */
final class CountedStream extends FilterInputStream {
  private final long total;
  private final Progress progress;
  private long done;

  CountedStream(InputStream in, long total, Progress progress) {
    super(in);
    this.total = total;
    this.progress = progress;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    advance(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int got = super.read(bytes, offset, length);
    advance(Math.max(got, 0));
    return got;
  }

  private void advance(int got) {
    done += got;
    progress.advance(done, total, "bytes");
  }
}
