package io.quarterdeck.e2e.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run of the pipeline. Each stage whose condition is true runs in the order of the file on its
 * own agent, and its steps run in order until one fails. Approvals, locks and concurrent stages are
 * not simulated.
 */
final class CiRun {
  /** Lines that a test cannot run, each with the reason. */
  static final Map<String, String> NOT_RUN =
      Map.of(
          "ci/scripts/verify", "this build runs it",
          "ci/scripts/verify-nightly", "this build in its nightly sizes",
          "ci/scripts/build-site", "it downloads from PyPI and npm; DocumentationSiteIT runs it",
          "ci/scripts/release", "it runs Maven, which runs this test; ThinRelease replaces it",
          "ci/scripts/install-scanner", "it downloads from Go's proxy",
          "ci/scripts/dependency-report", "it runs Maven and calls registries");

  private final Path folder;
  private final Repository repository;
  private final Map<String, String> variables;
  private final Map<String, String> signedIn;
  private final Map<String, StageRun> stages = new LinkedHashMap<>();

  /**
   * Creates a run that has not started.
   *
   * @param variables the variables that Azure and the variable group set
   * @param signedIn additional environment variables of a step with a service connection
   */
  CiRun(
      Path folder,
      Repository repository,
      Map<String, String> variables,
      Map<String, String> signedIn) {
    this.folder = folder;
    this.repository = repository;
    this.variables = new HashMap<>();
    this.signedIn = signedIn;
    for (Object element : PipelineYaml.list(Expansion.of(PipelineFiles.PIPELINE), "variables")) {
      Map<?, ?> variable = (Map<?, ?>) element;
      if (variable.containsKey("name")) {
        this.variables.put(
            PipelineYaml.text(variable, "name"), PipelineYaml.text(variable, "value"));
      }
    }
    this.variables.putAll(variables);
  }

  /** What a person does while the pipeline waits. */
  @FunctionalInterface
  interface ByHand {
    void act(CiRun run) throws Exception;
  }

  /** Runs all stages. */
  CiRun all() throws Exception {
    return all(Map.of());
  }

  /**
   * Runs all stages.
   *
   * @param before what a person does before each stage, by the name of the stage
   */
  CiRun all(Map<String, ByHand> before) throws Exception {
    for (PipelineStage stage : PipelineStage.all()) {
      before.getOrDefault(stage.name(), any -> {}).act(this);
      stages.put(stage.name(), run(stage));
    }
    return this;
  }

  /** Returns the result of a stage. */
  StageRun stage(String name) {
    return stages.get(name);
  }

  /** Returns the results of the stages that were not skipped. */
  Map<String, StageRun.Outcome> outcomes() {
    Map<String, StageRun.Outcome> outcomes = new LinkedHashMap<>();
    stages.forEach((name, stage) -> outcomes.put(name, stage.outcome()));
    outcomes.values().removeIf(StageRun.Outcome.SKIPPED::equals);
    return outcomes;
  }

  /** Runs one stage again, like "Rerun failed jobs". */
  StageRun again(String name) throws Exception {
    PipelineStage stage =
        PipelineStage.all().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    stages.put(name, run(stage));
    return stages.get(name);
  }

  /** Returns the artifact that a stage published under this name. */
  Path artifact(String name) {
    return folder.resolve("artifacts").resolve(name);
  }

  private StageRun run(PipelineStage stage) throws Exception {
    boolean succeeded = stage.dependsOn().stream().allMatch(name -> stages.get(name).succeeded());
    if (!Condition.holds(stage.condition(), variables, succeeded)) {
      return StageRun.skipped(stage.name());
    }
    Path disk = Files.createTempDirectory(Files.createDirectories(folder), stage.name() + "-");
    Agent agent = new Agent(disk, folder.resolve("artifacts"), repository, variables, signedIn);
    List<StepRun> runs = new ArrayList<>();
    boolean well = true;
    for (PipelineStep step : stage.steps()) {
      if (Condition.holds(PipelineYaml.text(step.yaml(), "condition"), variables, well)) {
        well &= perform(step, agent, runs);
      }
    }
    return new StageRun(
        stage.name(), well ? StageRun.Outcome.SUCCEEDED : StageRun.Outcome.FAILED, runs);
  }

  private boolean perform(PipelineStep step, Agent agent, List<StepRun> runs)
      throws IOException, InterruptedException {
    if (step.line().isEmpty()) {
      agent.perform(step);
      return true;
    }
    if (NOT_RUN.containsKey(step.arguments().get(0))) {
      replace(step.arguments().get(0), agent.sources().resolve("target"));
      return true;
    }
    StepRun run = agent.run(step);
    runs.add(run);
    return run.succeeded();
  }

  /** Writes what a later step publishes, in place of a line that does not run. */
  private void replace(String line, Path target) throws IOException, InterruptedException {
    if (line.endsWith("/release")) {
      ThinRelease.make(repository, target.resolve("release"));
    } else if (line.endsWith("/build-site")) {
      Files.writeString(
          Files.createDirectories(target.resolve("site")).resolve("index.html"), "<html></html>");
    }
  }
}
