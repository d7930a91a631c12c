package io.quarterdeck.local.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A copy of the program with its own backend, home folder and stack files, run by the real Pulumi
 * CLI. The CLI attaches to the provider at {@link #provider}.
 */
public final class PulumiProject {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private int port;

  /** The output and the exit code of a command. */
  public record Result(int exitCode, String output) {
    public Result succeeds() {
      assertThat(exitCode).as(output).isZero();
      return this;
    }

    public Result fails() {
      assertThat(exitCode).as(output).isNotZero();
      return this;
    }
  }

  private PulumiProject(Path folder) {
    this.folder = folder;
  }

  /** Creates the project in a folder, with the stack files of the repository. */
  public static PulumiProject in(Path folder) throws IOException {
    // The language host looks for a pom.xml to decide whether to call the executor like Maven.
    for (String file :
        List.of(
            "pom.xml", "Pulumi.yaml", "Pulumi.local.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml")) {
      Files.copy(ROOT.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.createDirectories(folder.resolve("state"));
    Path program = Files.createDirectories(folder.resolve("infra")).resolve("run-program");
    Files.writeString(
        program, "#!/bin/sh\nexec '" + ROOT.resolve("infra/run-program") + "' \"$@\"\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return new PulumiProject(folder);
  }

  /** Sets the port of the provider for later commands. */
  public PulumiProject provider(int providerPort) {
    port = providerPort;
    return this;
  }

  /**
   * Sets the environment variables of later commands, in place of the defaults. A variable with an
   * empty value is not set.
   */
  public PulumiProject environment(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  /** Adds settings to a stack file, as YAML lines without indentation. */
  public PulumiProject settings(String stack, String... lines) throws IOException {
    Path file = folder.resolve("Pulumi." + stack + ".yaml");
    // The CLI writes its salt below the settings.
    String settings = "config:\n  " + String.join("\n  ", lines) + "\n";
    Files.writeString(file, Files.readString(file).replaceFirst("config:\n", settings));
    return this;
  }

  /** Runs a command to its end. */
  public Result run(String... arguments) throws IOException, InterruptedException {
    return end(start(arguments));
  }

  /** Runs a line in a shell, for example one from an error message. */
  public Result shell(String line) throws IOException, InterruptedException {
    return end(begin(List.of("sh", "-c", line)));
  }

  /** Returns the folder in which commands run. */
  public Path folder() {
    return folder;
  }

  private static Result end(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  /** Starts a command. Both output streams are in its input stream. */
  public Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("pulumi", "--non-interactive"));
    command.addAll(List.of(arguments));
    return begin(command);
  }

  private Process begin(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "PULUMI_HOME",
                folder.resolve("home").toString(),
                "PULUMI_BACKEND_URL",
                folder.resolve("state").toUri().toString(),
                "PULUMI_CONFIG_PASSPHRASE",
                "a passphrase of this test",
                "PULUMI_SKIP_UPDATE_CHECK",
                "true",
                "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION",
                "true",
                "PULUMI_DEBUG_PROVIDERS",
                "azure-native:" + port));
    if (environment.containsKey("PULUMI_CONFIG_PASSPHRASE_FILE")) {
      builder.environment().remove("PULUMI_CONFIG_PASSPHRASE");
      // Its home has the provider as a plugin.
      builder.environment().remove("PULUMI_DEBUG_PROVIDERS");
    }
    builder.environment().putAll(environment);
    environment.forEach((name, value) -> builder.environment().remove(name, ""));
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  /** Returns the outputs of the stack. */
  public JsonObject outputs(String stack) throws IOException, InterruptedException {
    String json = run("stack", "output", "--json", "--stack", stack).succeeds().output();
    return JsonParser.parseString(json).getAsJsonObject();
  }

  /** Returns the state of a stack in the backend, as stored on disk. */
  public String state(String stack) throws IOException {
    return Files.readString(folder.resolve("state/.pulumi/stacks/quarterdeck/" + stack + ".json"));
  }
}
