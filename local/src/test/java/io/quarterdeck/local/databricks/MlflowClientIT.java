package io.quarterdeck.local.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarterdeck.azure.databricks.experiment.ModelExperiment;
import io.quarterdeck.azure.databricks.experiment.TrackedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Python client of MLflow reads the models that Quarterdeck wrote. */
@Tag("nightly")
class MlflowClientIT {
  private static final String SCRIPT =
      """
      from mlflow.tracking import MlflowClient
      client = MlflowClient(tracking_uri="databricks")
      experiment = client.get_experiment_by_name("/Shared/quarterdeck-lakehouse-local")
      print(experiment.name, experiment.lifecycle_stage)
      for run in client.search_runs([experiment.experiment_id]):
          print(run.info.run_name, run.info.status, run.info.start_time, run.info.user_id)
          print(run.data.metrics, run.data.params, run.data.tags["postsVersion"])
      found = client.search_runs([experiment.experiment_id], "tags.`quarterdeck.state` = 'current'")
      print([each.info.run_name for each in found])
      run = client.get_run(found[0].info.run_id)
      client.log_metric(run.info.run_id, "drift", 0.25, timestamp=1)
      print(client.get_run(run.info.run_id).data.metrics["drift"])
      try:
          client.get_run("none")
      except Exception as e:
          print(type(e).__name__, e)
      """;

  @TempDir private Path folder;

  @Test
  void theClientReadsMetricsParametersAndLineage() throws Exception {
    String python =
        Optional.ofNullable(System.getenv("QUARTERDECK_MLFLOW_PYTHON")).orElse("python3");
    boolean there = run(python, "", "import mlflow.tracking, databricks.sdk").exitCode == 0;
    String advice =
        "MLflow's client for Python is missing: python3 -m pip install mlflow-skinny==3.17.2, or set"
            + " QUARTERDECK_MLFLOW_PYTHON to a Python that has it";
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as(advice).isTrue();
    }
    assumeTrue(there, advice);
    try (TestWorkspace workspace = TestWorkspace.start(folder)) {
      new ModelExperiment(TestJobEnvironment.open(workspace), "local", Clock.systemUTC())
          .write(List.of(model("42-1", 1_000, "earlier"), model("43-1", 2_000, "current")));
      Said said = run(python, workspace.running().endpoint().toString(), SCRIPT);
      assertThat(said.text)
          .isEqualTo(
              """
              /Shared/quarterdeck-lakehouse-local active
              43-1 FINISHED 2000 owner@quarterdeck.example
              {'weighted F1': 0.5} {'topics': '20'} 7
              42-1 FINISHED 1000 owner@quarterdeck.example
              {'weighted F1': 0.5} {'topics': '20'} 7
              ['43-1']
              0.25
              RestException RESOURCE_DOES_NOT_EXIST: Run 'none' not found.
              """);
    }
  }

  private static TrackedModel model(String version, long millis, String state) {
    return new TrackedModel(
        version,
        Optional.of(Instant.ofEpochMilli(millis)),
        Map.of("weighted F1", 0.5),
        Map.of("topics", "20"),
        Map.of("postsVersion", "7"),
        state);
  }

  private record Said(int exitCode, String text) {}

  private Said run(String python, String host, String script)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(python, "-W", "ignore", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("DATABRICKS_HOST", host);
    builder.environment().put("DATABRICKS_TOKEN", TestWorkspace.TOKEN);
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }
}
