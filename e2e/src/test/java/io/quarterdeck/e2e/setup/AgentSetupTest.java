package io.quarterdeck.e2e.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code setup/agent} with programs that print versions. */
class AgentSetupTest {
  @TempDir Path folder;

  @Test
  void theCheckFindsEverythingOnACompleteMachine() throws Exception {
    complete();
    SetupRun run = agent(folder.resolve("jdk"), "--check");

    assertThat(run.error()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            found    curl
            found    tar
            found    unzip
            found    git
            found    a JDK 17 or newer
            found    Node.js 20 or newer with npm
            found    the Azure CLI
            found    the variable JAVA_HOME_17_X64
            """);
  }

  @Test
  void theCheckReportsOldAndMissingPrograms() throws Exception {
    complete();
    program("bin/node", "v18.20.4");
    program("bin/javac", "javac 11.0.2");
    Files.delete(folder.resolve("bin/az"));
    SetupRun run = agent(folder.resolve("none"), "--check");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "missing  a JDK 17 or newer\n",
            "missing  Node.js 20 or newer with npm\n",
            "missing  the Azure CLI\n",
            "missing  the variable JAVA_HOME_17_X64\n");
    assertThat(run.error())
        .isEqualTo(
            "Cannot use this machine as an agent: found no jdk node az variable; expected all of"
                + " them. Run sudo setup/agent, and follow its last line.");
  }

  @Test
  void aCompleteMachineIsNotChangedAndTheVariableIsPrinted() throws Exception {
    complete();
    program("bin/apt-get", "", "exit 1");
    program("bin/id", "0");
    SetupRun run = agent(folder.resolve("none"));

    assertThat(run.exitCode()).as(run.error()).isZero();
    assertThat(run.out())
        .doesNotContain("installed")
        .endsWith("\n    JAVA_HOME_17_X64=" + folder.toRealPath().resolve("jdk").toString() + "\n");
  }

  @Test
  void installationNeedsRoot() throws Exception {
    complete();
    program("bin/apt-get", "", "exit 1");
    program("bin/id", "", "[ \"$1\" = -u ] && echo 1000 || echo agent");
    SetupRun run = agent(folder.resolve("none"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo("Cannot install: found the user agent; expected root. Run sudo setup/agent.");
  }

  @Test
  void anUnknownOptionIsRefused() throws Exception {
    complete();

    assertThat(agent(folder, "--force").error())
        .isEqualTo(
            "Cannot run setup/agent: found the option '--force'; expected one of those that --help"
                + " lists. Run setup/agent --help.");
  }

  private void complete() throws Exception {
    for (String name : List.of("curl", "tar", "unzip", "git", "az", "npm")) {
      program("bin/" + name, "");
    }
    program("bin/node", "v22.20.0");
    program("jdk/bin/javac", "javac 17.0.12");
    Files.deleteIfExists(folder.resolve("bin/javac"));
    Files.createSymbolicLink(folder.resolve("bin/javac"), folder.resolve("jdk/bin/javac"));
    for (String name : List.of("bash", "dirname", "basename", "readlink", "cat")) {
      Files.createSymbolicLink(folder.resolve("bin/" + name), onThisMachine(name));
    }
  }

  private static Path onThisMachine(String name) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(each -> Path.of(each).resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private void program(String path, String prints, String... more) throws Exception {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    String print = prints.isEmpty() ? "" : "echo '" + prints + "'\n";
    Files.writeString(file, "#!/bin/bash\n" + print + String.join("\n", more) + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** Runs the script with the programs of this test only. */
  private SetupRun agent(Path javaHome, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(RecordingAz.ROOT.resolve("setup/agent").toString());
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PATH", folder.resolve("bin").toString());
    builder.environment().put("JAVA_HOME_17_X64", javaHome.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new SetupRun(process.waitFor(), out, error.strip(), List.of());
  }
}
