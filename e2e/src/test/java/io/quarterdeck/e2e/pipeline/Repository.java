package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run checks out: this project's pipeline and settings. Launcher and program are this
 * checkout's own, which the build has just built.
 *
 * @param folder where it lies
 */
record Repository(Path folder) {
  static Repository in(Path folder) throws IOException {
    Repository repository = new Repository(Files.createDirectories(folder));
    Tree.copy(PipelineFiles.ROOT.resolve("pipelines"), folder.resolve("pipelines"));
    Tree.copy(PipelineFiles.ROOT.resolve("tools"), folder.resolve("tools"));
    // The language host looks for pom.xml: by it, it speaks to run-program as to Maven.
    for (String file : List.of("pom.xml", "Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml")) {
      Tree.copy(PipelineFiles.ROOT.resolve(file), folder);
    }
    Files.createDirectories(folder.resolve("infra"));
    repository.wrap("quarterdeck");
    repository.wrap("infra/run-program");
    return repository;
  }

  /** The settings of a stack. */
  Path settings(String stack) {
    return folder.resolve("Pulumi." + stack + ".yaml");
  }

  /** Changes one setting, as a commit would. */
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
