package io.quarterdeck.local.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.ListRunsRequest;
import com.databricks.sdk.service.jobs.RunNow;
import io.quarterdeck.azure.databricks.run.RunWatch;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceAddress;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.local.CommandLineRun;
import io.quarterdeck.local.entra.TestTenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workspace refuses connections while a command follows a run. */
class UnreachableWorkspaceIT {
  private static final String FOLLOW = "GET /api/2.2/jobs/runs/get?";

  @TempDir private Path folder;

  private TestWorkspace workspace;
  private WorkspaceRelay relay;
  private URI address;
  private WorkspaceRelay back;
  private long job;

  @BeforeEach
  void start() throws IOException {
    workspace = TestWorkspace.start(folder).withDeploy();
    relay = new WorkspaceRelay(workspace.running().endpoint());
    address = relay.endpoint();
    workspace.uploadJar();
    job =
        workspace
            .client()
            .jobs()
            .create(
                TestJob.of(
                        TestJob.task("load", "append", folder.resolve("trace").toString(), "ran"))
                    .setName(TestJobEnvironment.JOB)
                    .setTags(Map.of("managed_by", "quarterdeck", "stack", "dev")))
            .getJobId();
  }

  @AfterEach
  void stop() {
    relay.close();
    if (back != null) {
      back.close();
    }
    workspace.close();
  }

  @Test
  void unreachableWorkspaceEndsTheCommandAtItsDeadlineWithTheLastError() throws Exception {
    goAwayWhenFollowed();
    CommandLineRun command = run("--wait", "--retry", "3");

    assertThat(command.exitCode()).isEqualTo(1);
    assertThat(command.error())
        .containsPattern(
            "The workspace " + address + " failed: .*Connection refused; retrying for another 2 s")
        .endsWith(
            "Cannot follow run "
                + onlyRun()
                + " at "
                + address
                + ": Connect to "
                + address.getAuthority()
                + " [/127.0.0.1] failed: Connection refused; expected the workspace to answer."
                + " Check that it exists and can be reached from here (./quarterdeck doctor), then"
                + " run this again. The run may still be active: check it with ./quarterdeck runs before you start another.")
        .doesNotContain(TestWorkspace.TOKEN);
  }

  @Test
  void workspaceThatRecoversIsPolledAgain() throws Exception {
    long run =
        workspace.client().jobs().runNow(new RunNow().setJobId(job)).getResponse().getRunId();
    goAwayWhenFollowed();
    Reopening reopening = new Reopening();

    new RunWatch(
            Workspace.at(new WorkspaceAddress(address, () -> TestWorkspace.TOKEN)),
            new Backoff(Duration.ofMillis(50), Duration.ofMillis(200)),
            new RunWatch.Limits(Duration.ofMinutes(5), Duration.ofMinutes(5)),
            reopening)
        .awaitSuccess(run);

    assertThat(reopening.said.get(0))
        .startsWith("The workspace " + address + " failed: Connect to ")
        .containsPattern("Connection refused; retrying for another 2\\d\\d s\\.$");
    assertThat(reopening.said).contains("task load: success");
    assertThat(onlyRun()).isEqualTo(run);
  }

  /** Reopens the relay after a note that the workspace does not answer. */
  private final class Reopening implements Progress {
    private final List<String> said = new ArrayList<>();

    @Override
    public void phase(String what) {}

    @Override
    public void advance(long done, long total, String unit) {}

    @Override
    public void note(String line) {
      said.add(line);
      if (back == null) {
        try {
          back = new WorkspaceRelay(workspace.running().endpoint(), address.getPort());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void goAwayWhenFollowed() {
    // Closing the relay waits for the current call, so another thread must close it.
    relay.next(FOLLOW, exchange -> CompletableFuture.runAsync(relay::close).join());
  }

  private long onlyRun() {
    List<BaseRun> runs = new ArrayList<>();
    workspace.client().jobs().listRuns(new ListRunsRequest().setJobId(job)).forEach(runs::add);
    assertThat(runs).hasSize(1);
    return runs.get(0).getRunId();
  }

  private CommandLineRun run(String... more) throws Exception {
    Path dataset = Files.writeString(folder.resolve("sales.yaml"), TestJobEnvironment.TEXT);
    Path outputs = WorkspaceOutputsFile.write(folder, address);
    List<String> arguments = new ArrayList<>(List.of("run", "--dataset", dataset.toString()));
    arguments.addAll(List.of(more));
    Map<String, String> environment = new HashMap<>(TestTenant.environment());
    environment.put("QUARTERDECK_OUTPUTS", outputs.toString());
    return CommandLineRun.in(
        new Folders(Path.of("..").toRealPath(), folder.resolve("state"), folder.resolve("cache")),
        environment,
        arguments.toArray(String[]::new));
  }
}
