package io.quarterdeck.e2e.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine that runs one stage. It contains only the checkout and the artifacts of earlier stages.
 * Azure's own tasks for tools and caches do nothing here, because this machine has the tools.
 */
final class Agent {
  /** The token of the run, which Azure keeps secret. */
  static final String TOKEN = "System.AccessToken";

  private static final Pattern MACRO = Pattern.compile("\\$\\(([A-Za-z_.]+)\\)");
  private static final List<String> OF_AZURE =
      List.of("Cache@2", "GoTool@0", "JavaToolInstaller@1", "NodeTool@0", "PublishTestResults@2");

  private final Path sources;
  private final Path artifacts;
  private final Repository repository;
  private final Map<String, String> variables;
  private final Map<String, String> signedIn;

  /**
   * Creates an agent.
   *
   * @param folder the folder of its files
   * @param artifacts the folder of the published artifacts
   * @param variables the variables of the run
   * @param signedIn the environment variables of a step that has a service connection
   */
  Agent(
      Path folder,
      Path artifacts,
      Repository repository,
      Map<String, String> variables,
      Map<String, String> signedIn) {
    this.sources = folder.resolve("s");
    this.artifacts = artifacts;
    this.repository = repository;
    this.variables = new HashMap<>(variables);
    this.signedIn = signedIn;
    this.variables.put("System.DefaultWorkingDirectory", sources.toString());
    this.variables.put("Pipeline.Workspace", folder.toString());
  }

  /** Performs a task. The step must not be a line. */
  void perform(PipelineStep step) throws IOException {
    String task = step.task();
    if (task.equals("PublishPipelineArtifact@1")) {
      FileCopies.copy(
          path(step, "targetPath"),
          artifacts.resolve(PipelineYaml.text(step.inputs(), "artifact")));
    } else if (task.equals("DownloadPipelineArtifact@2")) {
      FileCopies.copy(
          artifacts.resolve(PipelineYaml.text(step.inputs(), "artifactName")),
          path(step, "targetPath"));
    } else if (PipelineYaml.text(step.yaml(), "checkout").equals("self")) {
      FileCopies.copy(repository.folder(), sources);
    } else if (!OF_AZURE.contains(task)) {
      throw new AssertionError("the test does not support this task: " + step.yaml());
    }
  }

  /** Runs the line of a step. */
  StepRun run(PipelineStep step) throws IOException, InterruptedException {
    String line = expanded(step.line().orElseThrow());
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", line).directory(sources.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("PULUMI_"));
    variables.forEach(
        (name, value) -> {
          // Azure passes a secret only to a step that maps it.
          if (!name.equals(TOKEN)) {
            environment.put(name.toUpperCase(Locale.ROOT).replace('.', '_'), expanded(value));
          }
        });
    step.environment()
        .forEach((name, value) -> environment.put(name.toString(), expanded(value.toString())));
    environment.put("TF_BUILD", "True");
    if (!step.connection().isEmpty()) {
      environment.putAll(signedIn);
    }
    return StepRun.of(line, builder, sources.getParent());
  }

  /** Returns the checkout folder. */
  Path sources() {
    return sources;
  }

  private Path path(PipelineStep step, String input) throws IOException {
    Path path = Path.of(expanded(PipelineYaml.text(step.inputs(), input)));
    Files.createDirectories(path.getParent());
    return path;
  }

  private String expanded(String text) {
    return MACRO
        .matcher(text)
        .replaceAll(
            found -> {
              String value = variables.get(found.group(1));
              if (value == null) {
                throw new AssertionError("the run does not set the variable " + found.group());
              }
              return Matcher.quoteReplacement(expanded(value));
            });
  }
}
