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
 * A run of the pipeline: each stage whose condition holds, in the file's order, on an agent of its
 * own, its steps in their order until one fails. What holds in Azure and not here: approvals,
 * locks, and two stages at once.
 */
final class PipelineRun {
  /** Lines that cannot be run by a test, each with why. */
  static final Map<String, String> NOT_RUN =
      Map.of(
          "pipelines/scripts/verify", "it is the build that runs this test",
          "pipelines/scripts/verify-nightly", "it is the build in its nightly sizes",
          "pipelines/scripts/release", "it runs Maven, which runs this test; ThinRelease is there",
          "pipelines/scripts/install-scanner", "it fetches from Go's proxy",
          "pipelines/scripts/dependency-report", "it runs Maven and asks registries");

  private final Path folder;
  private final Repository repository;
  private final Map<String, String> variables;
  private final Map<String, String> signedIn;
  private final Map<String, StageRun> stages = new LinkedHashMap<>();

  /**
   * A run that has not begun.
   *
   * @param variables what Azure and the variable group set
   * @param signedIn what a step with a service connection finds besides
   */
  PipelineRun(
      Path folder,
      Repository repository,
      Map<String, String> variables,
      Map<String, String> signedIn) {
    this.folder = folder;
    this.repository = repository;
    this.variables = new HashMap<>();
    this.signedIn = signedIn;
    for (Object element : Yaml.list(Expansion.of(PipelineFiles.PIPELINE), "variables")) {
      Map<?, ?> variable = (Map<?, ?>) element;
      if (variable.containsKey("name")) {
        this.variables.put(Yaml.text(variable, "name"), Yaml.text(variable, "value"));
      }
    }
    this.variables.putAll(variables);
  }

  /** Runs all stages. */
  PipelineRun all() throws Exception {
    for (Stage stage : Stage.all()) {
      stages.put(stage.name(), run(stage));
    }
    return this;
  }

  /** What became of a stage. */
  StageRun stage(String name) {
    return stages.get(name);
  }

  /** The stages that were not skipped, with what became of them. */
  Map<String, StageRun.Outcome> outcomes() {
    Map<String, StageRun.Outcome> outcomes = new LinkedHashMap<>();
    stages.forEach((name, stage) -> outcomes.put(name, stage.outcome()));
    outcomes.values().removeIf(StageRun.Outcome.SKIPPED::equals);
    return outcomes;
  }

  /** Runs one stage again, as "Rerun failed jobs" does. */
  StageRun again(String name) throws Exception {
    Stage stage =
        Stage.all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    stages.put(name, run(stage));
    return stages.get(name);
  }

  /** What a stage published under a name. */
  Path artifact(String name) {
    return folder.resolve("artifacts").resolve(name);
  }

  private StageRun run(Stage stage) throws Exception {
    boolean succeeded = stage.dependsOn().stream().allMatch(name -> stages.get(name).succeeded());
    if (!Condition.holds(stage.condition(), variables, succeeded)) {
      return StageRun.skipped(stage.name());
    }
    Path disk = Files.createTempDirectory(Files.createDirectories(folder), stage.name() + "-");
    Agent agent = new Agent(disk, folder.resolve("artifacts"), repository, variables, signedIn);
    List<StepRun> runs = new ArrayList<>();
    boolean well = true;
    for (Step step : stage.steps()) {
      if (Condition.holds(Yaml.text(step.yaml(), "condition"), variables, well)) {
        well &= perform(step, agent, runs);
      }
    }
    return new StageRun(
        stage.name(), well ? StageRun.Outcome.SUCCEEDED : StageRun.Outcome.FAILED, runs);
  }

  private boolean perform(Step step, Agent agent, List<StepRun> runs)
      throws IOException, InterruptedException {
    if (step.line().isEmpty()) {
      agent.perform(step);
      return true;
    }
    if (NOT_RUN.containsKey(step.words().get(0))) {
      if (step.words().get(0).endsWith("/release")) {
        ThinRelease.make(repository, agent.sources().resolve("target/release"));
      }
      return true;
    }
    StepRun run = agent.run(step);
    runs.add(run);
    return run.succeeded();
  }
}
