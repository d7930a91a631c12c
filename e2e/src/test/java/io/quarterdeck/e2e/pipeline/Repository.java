package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The checkout of a run: this project's pipeline and settings. Launcher and program are those of
 * this checkout, which this build has built.
 *
 * @param folder the folder of the checkout
 */
public record Repository(Path folder) {
  /** Creates the checkout in a folder. */
  public static Repository in(Path folder) throws IOException {
    Repository repository = new Repository(Files.createDirectories(folder));
    FileCopies.copy(PipelineFiles.ROOT.resolve("ci"), folder.resolve("ci"));
    FileCopies.copy(PipelineFiles.ROOT.resolve("tools"), folder.resolve("tools"));
    FileCopies.copy(PipelineFiles.ROOT.resolve("setup"), folder.resolve("setup"));
    FileCopies.copy(
        PipelineFiles.ROOT.resolve("streaming/datasets"), folder.resolve("streaming/datasets"));
    // The language host looks for pom.xml to decide that it calls run-program like Maven.
    for (String file : List.of("pom.xml", "Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml")) {
      FileCopies.copy(PipelineFiles.ROOT.resolve(file), folder);
    }
    Files.createDirectories(folder.resolve("infra"));
    repository.wrap("quarterdeck");
    repository.wrap("infra/run-program");
    return repository;
  }

  /** Commits all files, in a new Git repository if there is none. */
  Repository commit() throws IOException, InterruptedException {
    for (List<String> arguments :
        List.of(
            List.of("init", "--quiet"),
            List.of("add", "--all"),
            List.of(
                "-c",
                "user.name=test",
                "-c",
                "user.email=test@localhost",
                "commit",
                "--quiet",
                "--allow-empty",
                "--message=test"))) {
      List<String> command = new ArrayList<>(List.of("git"));
      command.addAll(arguments);
      Process git = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
      assertThat(git.waitFor()).as("%s", command).isZero();
    }
    return this;
  }

  /** Returns the settings file of a stack. */
  Path settings(String stack) {
    return folder.resolve("Pulumi." + stack + ".yaml");
  }

  /** Changes one setting, like a commit. */
  void set(String stack, String name, String value) throws IOException {
    Path file = settings(stack);
    String before = Files.readString(file);
    String line = "  quarterdeck:" + name + ": ";
    String without = before.replaceAll("(?m)^" + line + ".*\n", "");
    Files.writeString(file, without.replaceFirst("config:\n", "config:\n" + line + value + "\n"));
    assertThat(file).content().isNotEqualTo(before);
  }

  private void wrap(String program) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve(program),
            "#!/usr/bin/env bash\nexec '%s' \"$@\"\n"
                .formatted(PipelineFiles.ROOT.resolve(program)));
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
