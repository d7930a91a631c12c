package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A release in the format of {@code ci/scripts/release} that uses the launcher and program of this
 * checkout, because the build that runs this test cannot run inside itself.
 */
final class ThinRelease {
  /** The commit from which the release was built. */
  static final String REVISION = "0123456789abcdef0123456789abcdef01234567";

  private static final String PACK =
      """
      set -euo pipefail
      (cd quarterdeck-0 && find . -type f ! -name SHA256SUMS -print0 | xargs -0 sha256sum >SHA256SUMS)
      tar --create --gzip --file quarterdeck-0.tar.gz quarterdeck-0
      rm -r quarterdeck-0
      sha256sum quarterdeck-0.tar.gz >quarterdeck-0.tar.gz.sha256
      """;

  private ThinRelease() {}

  /** Creates a release of a repository in a folder. */
  static void make(Repository repository, Path folder) throws IOException, InterruptedException {
    Path tree = Files.createDirectories(folder.resolve("quarterdeck-0"));
    FileCopies.copy(repository.folder(), tree);
    Files.writeString(tree.resolve("REVISION"), REVISION + "\n");
    Process process =
        new ProcessBuilder("bash", "-c", PACK)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
