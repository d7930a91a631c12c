package io.quarterdeck.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dev container has what the tests need. No container runtime is needed for this test. */
class DevContainerTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PACKAGES = ROOT.resolve(".ci/install-packages");

  private final JsonNode container = read();

  @Test
  void itHasTheJavaVersionThatTheSourcesAreCompiledFor() throws IOException {
    assertThat(container.get("image").asText())
        .contains("-" + first("<maven.compiler.release>([0-9]+)<", ROOT.resolve("pom.xml")) + "-");
  }

  @Test
  void itHasTheNodeVersionThatTheReadmeRequires() throws IOException {
    int node = container.at("/features/ghcr.io~1devcontainers~1features~1node:1/version").asInt();
    assertThat(node)
        .isGreaterThanOrEqualTo(
            Integer.parseInt(first("Node\\.js ([0-9]+) or newer", ROOT.resolve("README.md"))));
  }

  @Test
  void itInstallsThePackagesThatCiInstalls() throws IOException {
    assertThat(container.get("postCreateCommand").asText())
        .startsWith("sudo .ci/install-packages && ./mvnw ");
    assertThat(PACKAGES).isExecutable();
    assertThat(ROOT.resolve(".ci/run")).content().contains("then .ci/install-packages; fi");
  }

  /** A test that is skipped on a developer's machine names a package that the script installs. */
  @Test
  void thePackagesThatTestsAskForAreInstalled() throws IOException {
    List<String> sources =
        List.of(
            "e2e/src/test/java/io/quarterdeck/e2e/NeedsTmux.java",
            "etl/cli/src/test/java/io/quarterdeck/cli/completion/CompletionIT.java");
    String script = Files.readString(PACKAGES);
    assertThat(script).contains("tmux");
    for (String source : sources) {
      Pattern.compile("require\\(\"(\\w+)\"\\)|install (tmux)")
          .matcher(Files.readString(ROOT.resolve(source)))
          .results()
          .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
          // Each system has it.
          .filter(name -> !name.equals("bash"))
          .forEach(name -> assertThat(script).contains("missing+=(" + name + ")"));
    }
  }

  private static String first(String pattern, Path file) throws IOException {
    MatchResult found =
        Pattern.compile(pattern)
            .matcher(Files.readString(file))
            .results()
            .findFirst()
            .orElseThrow();
    return found.group(1);
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper().readTree(ROOT.resolve(".devcontainer/devcontainer.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
