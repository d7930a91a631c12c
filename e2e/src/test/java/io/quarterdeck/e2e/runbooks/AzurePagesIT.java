package io.quarterdeck.e2e.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.e2e.pipeline.NeedsPulumiCli;
import io.quarterdeck.e2e.pipeline.Repository;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the commands of docs/azure.md and docs/pipeline.md, line by line, in one shell, with the
 * real Azure CLI and the real Pulumi CLI on the local Azure, signed in as the Owner of the
 * subscription. A line runs, or {@link AzurePages} contains the reason why it does not. The file
 * {@code e2e/target/azure-pages.txt} lists the result of each line. The test takes about 8 minutes,
 * so it runs at night.
 */
@Tag("nightly")
@ExtendWith(NeedsPulumiCli.class)
@EnabledIfEnvironmentVariable(
    named = "QUARTERDECK_AZ",
    matches = ".+",
    disabledReason = "QUARTERDECK_AZ does not name the program az; .ci/run installs it")
class AzurePagesIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path REPORT = ROOT.resolve("e2e/target/azure-pages.txt");
  private static final long LIMIT_MINUTES = 60;

  @TempDir Path folder;

  /** If the walk ended early, servers may still run. */
  @AfterEach
  void deleteStack() throws Exception {
    if (Files.isDirectory(state())) {
      assertThat(run("./quarterdeck", "local", "reset", "--yes")).isZero();
    }
  }

  @Test
  void eachLineRuns() throws Exception {
    Repository.in(project());
    Walk walk = AzurePages.walk();

    Path script = Files.writeString(folder.resolve("walk"), walk.script());
    int exitCode = run("bash", script.toString());
    Files.createDirectories(REPORT.getParent());
    Files.writeString(REPORT, walk.report(Files.readString(folder.resolve("out"))));

    assertThat(exitCode).as(Files.readString(REPORT) + tail()).isZero();
    assertThat(walk.unused()).as("treatments that are for no line").isEmpty();
  }

  private Path project() {
    return folder.resolve("project");
  }

  private Path state() {
    return folder.resolve("state");
  }

  private int run(String... words) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(project().toFile())
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(folder.resolve("out").toFile());
    // A reader's shell has no variables of this build.
    builder.environment().keySet().removeIf(name -> name.startsWith("QUARTERDECK_"));
    builder.environment().remove("MAVEN_OPTS");
    builder.environment().put("QUARTERDECK_HOME", state().toString());
    String az = Path.of(System.getenv("QUARTERDECK_AZ")).toAbsolutePath().getParent().toString();
    builder.environment().put("PATH", az + ":" + System.getenv("PATH"));
    Process process = builder.start();
    assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private String tail() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("out"));
    return lines.stream().skip(Math.max(0, lines.size() - 60)).collect(Collectors.joining("\n"));
  }
}
