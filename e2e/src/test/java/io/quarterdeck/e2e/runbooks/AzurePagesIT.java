package io.quarterdeck.e2e.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.e2e.pipeline.NeedsPulumiCli;
import io.quarterdeck.e2e.pipeline.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
  private static final Duration LIMIT = Duration.ofMinutes(60);

  @TempDir Path folder;

  /** If the walk ended early, servers may still run. */
  @AfterEach
  void deleteStack() throws Exception {
    if (Files.isDirectory(state())) {
      assertThat(shell().run(project(), "./quarterdeck", "local", "reset", "--yes")).isZero();
    }
  }

  @Test
  void eachLineRuns() throws Exception {
    Repository.in(project());
    Walk walk = AzurePages.walk();

    Path script = Files.writeString(folder.resolve("walk"), walk.script());
    int exitCode = shell().run(project(), "bash", script.toString());
    Files.createDirectories(REPORT.getParent());
    Files.writeString(REPORT, walk.report(shell().text()));

    assertThat(exitCode).as(Files.readString(REPORT) + shell().tail()).isZero();
    assertThat(walk.unused()).as("treatments that are for no line").isEmpty();
  }

  private Path project() {
    return folder.resolve("project");
  }

  private Path state() {
    return folder.resolve("state");
  }

  private ReaderShell shell() {
    String az = Path.of(System.getenv("QUARTERDECK_AZ")).toAbsolutePath().getParent().toString();
    return new ReaderShell(
        folder.resolve("out"),
        LIMIT,
        Map.of("QUARTERDECK_HOME", state().toString(), "PATH", az + ":" + System.getenv("PATH")));
  }
}
