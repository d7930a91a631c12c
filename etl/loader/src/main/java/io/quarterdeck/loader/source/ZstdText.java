package io.quarterdeck.loader.source;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * Decompresses zstd. Supports windows of up to 8 MiB, which {@code zstd} exceeds only with {@code
 * --ultra} or {@code --long}.
 */
public final class ZstdText extends FilterInputStream {
  public ZstdText(InputStream in) {
    super(new ZstdInputStream(in));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    try {
      return super.read(bytes, from, length);
    } catch (MalformedInputException e) {
      throw (ZipException) new ZipException(e.getMessage()).initCause(e);
    } catch (IOException e) {
      // The library reports the end of the file without a class of its own.
      if (e.getClass() == IOException.class && e.getMessage().contains("Not enough input")) {
        throw (EOFException) new EOFException().initCause(e);
      }
      throw e;
    }
  }
}
