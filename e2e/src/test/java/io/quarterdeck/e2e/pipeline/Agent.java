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
 * A machine that runs one stage and is then thrown away: it knows what the run checks out, what
 * earlier stages published, and nothing else. Azure's own tasks for tools and caches do nothing
 * here: this machine has the tools.
 */
final class Agent {
  /** The run's own token, which Azure keeps secret. */
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
   * A new one.
   *
   * @param folder its disk
   * @param artifacts what stages hand on
   * @param variables the run's
   * @param signedIn what is in the environment of a step that has a service connection
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

  /** Does a task; it must not be a line. */
  void perform(Step step) throws IOException {
    String task = step.task();
    if (task.equals("PublishPipelineArtifact@1")) {
      Tree.copy(path(step, "targetPath"), artifacts.resolve(Yaml.text(step.inputs(), "artifact")));
    } else if (task.equals("DownloadPipelineArtifact@2")) {
      Tree.copy(
          artifacts.resolve(Yaml.text(step.inputs(), "artifactName")), path(step, "targetPath"));
    } else if (Yaml.text(step.yaml(), "checkout").equals("self")) {
      Tree.copy(repository.folder(), sources);
    } else if (!OF_AZURE.contains(task)) {
      throw new AssertionError("a task that this test cannot do: " + step.yaml());
    }
  }

  /** Runs the line of a step. */
  StepRun run(Step step) throws IOException, InterruptedException {
    String line = expanded(step.line().orElseThrow());
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", line).directory(sources.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("PULUMI_"));
    variables.forEach(
        (name, value) -> {
          // Azure hands a secret only to a step that asks for it.
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

  /** A folder of the checkout. */
  Path sources() {
    return sources;
  }

  private Path path(Step step, String input) throws IOException {
    Path path = Path.of(expanded(Yaml.text(step.inputs(), input)));
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
                throw new AssertionError("the run does not set " + found.group());
              }
              return Matcher.quoteReplacement(expanded(value));
            });
  }
}
