package io.quarterdeck.local.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.ListRunsRequest;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.local.CommandLineRun;
import io.quarterdeck.local.entra.TestTenant;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that is killed after its run started, before it received the answer. */
class KilledRunIT {
  private static final String RUN_NOW = "POST /api/2.2/jobs/run-now";

  @TempDir private Path folder;

  @Test
  void aCrashBetweenRunNowAndItsAnswerStartsOneRunNotTwo() throws Exception {
    Path trace = folder.resolve("trace");
    try (TestWorkspace workspace = TestWorkspace.start(folder).withDeploy();
        WorkspaceRelay relay = new WorkspaceRelay(workspace.running().endpoint())) {
      workspace.uploadJar();
      long job = create(workspace, trace);
      CompletableFuture<HttpResponse<byte[]>> started = new CompletableFuture<>();
      CompletableFuture<Void> killed = new CompletableFuture<>();
      relay.next(
          RUN_NOW,
          exchange -> {
            started.complete(relay.passOn(exchange));
            // The answer is held until the command has been killed.
            killed.get(1, TimeUnit.MINUTES);
          });

      CommandLineRun first = run(relay);
      HttpResponse<byte[]> lost = started.get(1, TimeUnit.MINUTES);
      first.kill();
      killed.complete(null);
      CommandLineRun second = run(relay, "--wait");

      assertThat(lost.statusCode()).isEqualTo(200);
      assertThat(first.exitCode()).isEqualTo(137);
      assertThat(first.out()).isEmpty();
      assertThat(second.exitCode()).as(second.error()).isZero();
      List<BaseRun> runs = runs(workspace, job);
      assertThat(runs).hasSize(1);
      assertThat(second.error())
          .contains(
              "An earlier request to start a run received no response. Repeating it with the same token, so that only one run starts.");
      assertThat(second.out()).startsWith("Run " + runs.get(0).getRunId() + " succeeded.");
      assertThat(Files.readAllLines(trace)).containsExactly("ran");

      // The token was used, so the next command starts another run.
      CommandLineRun third = run(relay, "--wait");
      assertThat(third.exitCode()).as(third.error()).isZero();
      assertThat(Files.readAllLines(trace)).containsExactly("ran", "ran");
    }
  }

  private CommandLineRun run(WorkspaceRelay relay, String... more) throws Exception {
    Path dataset = Files.writeString(folder.resolve("sales.yaml"), TestJobEnvironment.TEXT);
    Path outputs = WorkspaceOutputsFile.write(folder, relay.endpoint());
    List<String> arguments = new ArrayList<>(List.of("run", "--dataset", dataset.toString()));
    arguments.addAll(List.of(more));
    Map<String, String> environment = new HashMap<>(TestTenant.environment());
    environment.put("QUARTERDECK_OUTPUTS", outputs.toString());
    return CommandLineRun.in(
        new Folders(Path.of("..").toRealPath(), folder.resolve("state"), folder.resolve("cache")),
        environment,
        arguments.toArray(String[]::new));
  }

  private static long create(TestWorkspace workspace, Path trace) {
    return workspace
        .client()
        .jobs()
        .create(
            TestJob.of(TestJob.task("load", "append", trace.toString(), "ran"))
                .setName(TestJobEnvironment.JOB)
                .setTags(Map.of("managed_by", "quarterdeck", "stack", "dev")))
        .getJobId();
  }

  private static List<BaseRun> runs(TestWorkspace workspace, long job) {
    List<BaseRun> runs = new ArrayList<>();
    workspace.client().jobs().listRuns(new ListRunsRequest().setJobId(job)).forEach(runs::add);
    return runs;
  }
}
