package io.quarterdeck.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.e2e.pipeline.NeedsPulumiCli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Checks that the committed SDK of azure-native is equal to the output of the generator. */
@ExtendWith(NeedsPulumiCli.class)
class GeneratedSdkIT {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @TempDir Path folder;

  @Test
  void generatingTheSdkAgainChangesNothing() throws IOException, InterruptedException {
    Path generated = folder.resolve("generated");
    Process generator =
        new ProcessBuilder(
                ROOT.resolve("tools/generate-azure-native").toString(), generated.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(generator.getInputStream().readAllBytes(), UTF_8);
    assertThat(generator.waitFor()).as(output).isZero();
    assertThat(files(generated))
        .hasSizeGreaterThan(900)
        .isEqualTo(files(ROOT.resolve("sdks/azure-native/src/generated")));
  }

  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }
}
