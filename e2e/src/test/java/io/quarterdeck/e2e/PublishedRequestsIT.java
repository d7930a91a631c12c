package io.quarterdeck.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that the committed definitions of requests are equal to the output of the generator. */
class PublishedRequestsIT {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final String FILE =
      "infra/src/test/resources/io/quarterdeck/infra/models/published-requests.json";
  private static final String ADVICE =
      "Cannot generate the definitions of requests: found no Python with pip; expected one. Install"
          + " python3-pip, or set QUARTERDECK_PYTHON to a Python that has pip.";

  @TempDir Path folder;

  @Test
  void generatingTheDefinitionsAgainChangesNothing() throws IOException, InterruptedException {
    String python = Optional.ofNullable(System.getenv("QUARTERDECK_PYTHON")).orElse("python3");
    boolean there = run(List.of(python, "-m", "pip", "--version")).isZero();
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as(ADVICE).isTrue();
    }
    assumeTrue(there, ADVICE);

    Path written = folder.resolve("published-requests.json");
    String generator = ROOT.resolve("tools/generate-published-requests").toString();
    Run run = run(List.of(python, generator, written.toString()));
    assertThat(run.isZero()).as(run.output()).isTrue();
    assertThat(written).hasSameTextualContentAs(ROOT.resolve(FILE));
  }

  private record Run(int exitCode, String output) {
    boolean isZero() {
      return exitCode == 0;
    }
  }

  private static Run run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Run(process.waitFor(), output);
  }
}
