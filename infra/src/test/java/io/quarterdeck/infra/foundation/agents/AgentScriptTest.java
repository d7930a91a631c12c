package io.quarterdeck.infra.foundation.agents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script of the agents on a machine that has all tools except those that a test adds. */
class AgentScriptTest {
  @TempDir Path folder;

  /** Creates a program that prints a text. */
  private void program(String name, String text) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private record Run(int exitCode, String output) {}

  /** Runs the script as Azure does: decoded from Base64, with sh. */
  private Run run() throws IOException, InterruptedException {
    Path script = folder.resolve("script.sh");
    Files.write(script, Base64.getDecoder().decode(AgentScript.encoded()));
    ProcessBuilder builder =
        new ProcessBuilder(List.of("/bin/sh", script.toString())).redirectErrorStream(true);
    builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
    builder.environment().put("QUARTERDECK_ETC", folder.resolve("etc").toString());
    builder.environment().remove("JAVA_HOME_17_X64");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Run(process.waitFor(), output);
  }

  private void everyTool() throws IOException {
    for (String name : List.of("apt-get", "curl", "unzip", "git", "az", "npm")) {
      program(name, "exit 0");
    }
    program("node", "echo v22.0.0");
    program("javac", "echo javac 17.0.9");
    program("id", "echo 0");
  }

  @Test
  void installsNothingIfAllToolsExistAndNamesTheJdk() throws Exception {
    everyTool();
    Run run = run();
    assertThat(run.output()).contains("found      a JDK 17 or newer", "found      the Azure CLI");
    assertThat(run.exitCode()).isZero();
    assertThat(folder.resolve("etc/profile.d/agent_env_vars.sh"))
        .hasContent("export JAVA_HOME_17_X64=" + folder.toRealPath());
    assertThat(folder.resolve("etc/apt/apt.conf.d/90-quarterdeck"))
        .hasContent("DPkg::Lock::Timeout \"600\";");
  }

  @Test
  void failsIfAToolCannotBeInstalled() throws Exception {
    everyTool();
    program("node", "echo v18.0.0");
    program("curl", "echo no connection >&2; exit 6");
    Run run = run();
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.output()).contains("no connection");
    assertThat(folder.resolve("etc/profile.d/agent_env_vars.sh")).doesNotExist();
  }

  @Test
  void containsTheFilesOfTheRepository() throws IOException {
    Path root = Path.of("..");
    for (String path : List.of("setup/agent", "setup/lib/steps.sh", "ci/templates/variables.yml")) {
      String content = Base64.getEncoder().encodeToString(Files.readAllBytes(root.resolve(path)));
      assertThat(AgentScript.text()).as(path).contains("'" + content + "'");
    }
  }
}
