package io.quarterdeck.loader.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileDigestTest {
  @TempDir Path directory;

  @Test
  void theDigestIsSha256AndTheSizeIsInBytes() throws IOException {
    Path file = Files.writeString(directory.resolve("abc"), "abc");
    // The example is from FIPS 180-2, appendix B.1.
    assertThat(FileDigest.of(file))
        .isEqualTo(
            new FileDigest("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3));
  }

  @Test
  void aMissingFileIsAFailure() {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> FileDigest.of(missing))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot read "
                + missing
                + ": No such file or directory; expected a readable CSV file. Check the path and"
                + " its permissions.");
  }
}
