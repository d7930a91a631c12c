package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.contract.EnvironmentVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The local stack in place of Azure and of the pipeline's identity. Only the resources of the
 * environment {@code local} have real servers; other resources are only stored.
 *
 * @param state the folder of the local stack
 * @param pulumi the environment variables with which Pulumi's CLI uses the local stack, signed in
 *     as the application {@code deploy}
 */
record LocalAzure(Path state, Map<String, String> pulumi) {
  private static final Pattern EXPORT = Pattern.compile("(?m)^export (\\w+)='(.*)'$");
  private static final String ADDRESS = "PULUMI_BACKEND_URL";

  /** Starts a local stack. */
  static LocalAzure start(Path state) throws IOException, InterruptedException {
    Files.createDirectories(state);
    local(state, "start");
    local(state, "stop");
    new DeployRights(state.resolve("local/azure")).give();
    Map<String, String> environment = new LinkedHashMap<>();
    Matcher exports = EXPORT.matcher(local(state, "env", "--as", "deploy"));
    while (exports.find()) {
      environment.put(exports.group(1), exports.group(2));
    }
    return new LocalAzure(state, environment);
  }

  /** Stops the local stack and deletes its data. */
  void delete() throws IOException, InterruptedException {
    local(state, "reset", "--yes");
  }

  /** Returns the content of the variable group: the address of Pulumi's state. */
  Map<String, String> variableGroup() {
    return Map.of(ADDRESS, pulumi.get(ADDRESS));
  }

  /**
   * Returns the environment variables of a step that is signed in: the variables of the task, and
   * the addresses of the local stack in place of Azure's public addresses.
   */
  Map<String, String> signedIn() throws IOException, InterruptedException {
    Map<String, String> signedIn = new LinkedHashMap<>(pulumi);
    signedIn.remove(ADDRESS);
    Map<?, ?> status = (Map<?, ?>) PipelineYaml.parse(local(state, "status", "--json"));
    Map<?, ?> pipelines = PipelineYaml.map(status, "pipelines");
    signedIn.put("SYSTEM_OIDCREQUESTURI", PipelineYaml.text(pipelines, "oidcRequestUri"));
    signedIn.put("SYSTEM_ACCESSTOKEN", PipelineYaml.text(pipelines, "accessToken"));
    signedIn.put("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID", connection("quarterdeck-deploy"));
    signedIn.put("AZURESUBSCRIPTION_CLIENT_ID", pulumi.get("AZURE_CLIENT_ID"));
    signedIn.put("AZURESUBSCRIPTION_TENANT_ID", pulumi.get("AZURE_TENANT_ID"));
    signedIn.put("CURL_CA_BUNDLE", pulumi.get(EnvironmentVariables.TRUST_FILE));
    signedIn.put("PATH", azureCli() + ":" + System.getenv("PATH"));
    return signedIn;
  }

  /** Returns the id of a service connection. */
  private String connection(String name) throws IOException {
    Path directory = state.resolve("local/azure/entra/directory.json");
    Map<?, ?> content = (Map<?, ?>) PipelineYaml.parse(Files.readString(directory));
    return PipelineYaml.list(content, "serviceConnections").stream()
        .map(connection -> (Map<?, ?>) connection)
        .filter(connection -> PipelineYaml.text(connection, "name").equals(name))
        .map(connection -> PipelineYaml.text(connection, "id"))
        .findFirst()
        .orElseThrow();
  }

  /** Creates a stack with the commands of docs/azure.md. */
  void initialize(Repository repository, String stack) throws Exception {
    pulumi(repository, "stack", "init", stack);
  }

  /**
   * Sets the workspace of a deployed stack up as the owner, for the application of the pipeline.
   *
   * @param outputs the outputs of the stack
   */
  void setUpWorkspace(Path outputs) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                PipelineFiles.ROOT.resolve("quarterdeck").toString(),
                "setup-workspace",
                "--outputs",
                outputs.toString(),
                "--registrar",
                pulumi.get("AZURE_CLIENT_ID"))
            .directory(state.toFile());
    builder.environment().put("QUARTERDECK_HOME", state.toString());
    Matcher exports = EXPORT.matcher(local(state, "env", "--as", "owner"));
    while (exports.find()) {
      builder.environment().put(exports.group(1), exports.group(2));
    }
    run(state, builder);
  }

  /** Sets a secret setting of a stack. */
  void setSecret(Repository repository, String stack, String name, String value) throws Exception {
    pulumi(repository, "config", "set", "--secret", "--stack", stack, name, value);
  }

  /**
   * Changes a resource without Pulumi, as in the portal.
   *
   * @param type the type in Resource Manager
   * @param environment the name of the environment
   */
  void change(String type, String environment, String before, String after)
      throws IOException, InterruptedException {
    local(state, "stop");
    Path file = resource(type, environment);
    String text = Files.readString(file);
    assertThat(text).containsOnlyOnce(before);
    Files.writeString(file, text.replace(before, after));
    local(state, "start");
  }

  private Path resource(String type, String environment) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path file : FileCopies.all(state.resolve("local/azure/provider/resources"))) {
      if (Files.isRegularFile(file)) {
        Map<?, ?> resource = (Map<?, ?>) PipelineYaml.parse(Files.readString(file));
        Map<?, ?> tags = PipelineYaml.map(PipelineYaml.map(resource, "body"), "tags");
        if (PipelineYaml.text(resource, "type").equals(type)
            && PipelineYaml.text(tags, "environment").equals(environment)) {
          found.add(file);
        }
      }
    }
    assertThat(found).as(type + " of " + environment).hasSize(1);
    return found.get(0);
  }

  /** Answers the only call of the scripts to Azure's CLI. */
  private Path azureCli() throws IOException {
    Path folder = Files.createDirectories(state.resolve("azure-cli"));
    Path az =
        Files.writeString(
            folder.resolve("az"),
            """
            #!/usr/bin/env bash
            [ "$*" = "account show --query id --output tsv" ] || exit 2
            echo 00000000-0000-4000-8000-000000000001
            """);
    assertThat(az.toFile().setExecutable(true)).isTrue();
    return folder;
  }

  private void pulumi(Repository repository, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("pulumi", "--non-interactive"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(repository.folder().toFile());
    builder.environment().putAll(pulumi);
    run(state, builder);
  }

  private static String local(Path state, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(PipelineFiles.ROOT.resolve("quarterdeck").toString(), "local"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(state.toFile());
    builder.environment().put("QUARTERDECK_HOME", state.toString());
    return run(state, builder);
  }

  private static String run(Path state, ProcessBuilder builder)
      throws IOException, InterruptedException {
    StepRun run = StepRun.of(builder.command().toString(), builder, state);
    assertThat(run.exitCode()).as("%s: %s %s", run.line(), run.out(), run.error()).isZero();
    return run.out();
  }
}
