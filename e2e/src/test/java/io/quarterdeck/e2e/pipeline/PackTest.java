package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@code ci/scripts/pack} in a repository with this project's files and small text files in
 * place of jars.
 */
class PackTest {
  private static final String LOCK = "local/src/main/resources/io/quarterdeck/local/azurite";

  @TempDir Path folder;

  private Path checkout;
  private String version;

  @BeforeEach
  void makeCheckout() throws Exception {
    checkout = Files.createDirectories(folder.resolve("checkout"));
    for (String file :
        List.of(
            "pom.xml",
            "README.md",
            "LICENSE",
            "Pulumi.yaml",
            "Pulumi.local.yaml",
            "Pulumi.dev.yaml",
            "Pulumi.prod.yaml")) {
      FileCopies.copy(PipelineFiles.ROOT.resolve(file), checkout);
    }
    for (String tree :
        List.of(
            "ci",
            "datasets",
            "docs",
            "lakehouse",
            "streaming/adf",
            "streaming/dashboard",
            "streaming/datasets",
            "streaming/pipelines",
            "streaming/powerbi")) {
      FileCopies.copy(PipelineFiles.ROOT.resolve(tree), checkout.resolve(tree));
    }
    FileCopies.copy(
        PipelineFiles.ROOT.resolve("infra/logging.properties"), checkout.resolve("infra"));
    FileCopies.copy(PipelineFiles.ROOT.resolve(LOCK), checkout.resolve(LOCK));
    installAzurite();
    version =
        Files.readString(checkout.resolve("pom.xml"))
            .replaceAll("(?s)^.*?<revision>(.*?)</revision>.*$", "$1");
    build("local", "quarterdeck");
    build("infra", "release");
    build("jobs", "spark");
    build("streaming/broker", "broker");
    Files.writeString(checkout.resolve(".gitignore"), "target/\n");
    run("git", "init", "--quiet");
    run("git", "add", "--all");
    run("git", "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "--quiet", "-m", "first");
  }

  /**
   * The place of the release cannot decrypt what Pulumi encrypted for the stacks of this machine.
   */
  @Test
  void releaseContainsTheCommittedSettings() throws Exception {
    Path local = checkout.resolve("Pulumi.local.yaml");
    String committed = Files.readString(local);
    Files.writeString(
        local,
        "  quarterdeck:postgresPassword:\n    secure: v1:a\nencryptionsalt: v1:b\n",
        StandardOpenOption.APPEND);
    Files.writeString(checkout.resolve("Pulumi.mine.yaml"), "config: {}\n");
    Path bom = Files.writeString(folder.resolve("bom.json"), "{}\n");

    StepRun pack = run("ci/scripts/pack", bom, folder.resolve("packed"));

    assertThat(pack.error())
        .isEqualTo(
            "Left out of the release: uncommitted changes of Pulumi.local.yaml.\n"
                + "Left out of the release: uncommitted changes of Pulumi.mine.yaml.");
    run(
        "tar",
        "--extract",
        "--gzip",
        "--file",
        folder.resolve("packed/quarterdeck-" + version + ".tar.gz"),
        "--directory",
        folder);
    Path release = folder.resolve("quarterdeck-" + version);
    assertThat(release.resolve("Pulumi.local.yaml")).hasContent(committed);
    assertThat(release.resolve("Pulumi.dev.yaml")).exists();
    assertThat(release.resolve("Pulumi.mine.yaml")).doesNotExist();
    assertThat(Files.readString(release.resolve("REVISION"))).matches("[0-9a-f]{40}-dirty\n");
  }

  @Test
  void releaseContainsAzuriteWithItsLicencesAndWithoutWhatOnlyDevelopersRead() throws Exception {
    Path bom = Files.writeString(folder.resolve("bom.json"), "{}\n");

    run("ci/scripts/pack", bom, folder.resolve("packed"));

    StepRun list =
        run(
            "tar",
            "--list",
            "--gzip",
            "--file",
            folder.resolve("packed/quarterdeck-" + version + ".tar.gz"));
    assertThat(list.out().lines().filter(line -> line.matches(".*/azurite/.*[^/]")))
        .extracting(line -> line.replaceFirst("^[^/]*/azurite/", ""))
        .containsExactly(
            "node_modules/azurite/LICENSE.md",
            "node_modules/azurite/index.js",
            "package-lock.json",
            "package.json");
  }

  /** Writes a small installation in place of Azurite's. */
  private void installAzurite() throws IOException {
    Path installation = folder.resolve("azurite");
    FileCopies.copy(PipelineFiles.ROOT.resolve(LOCK), installation);
    Path library = Files.createDirectories(installation.resolve("node_modules/azurite"));
    for (String file :
        List.of("index.js", "index.js.map", "index.d.ts", "README.md", "LICENSE.md")) {
      Files.writeString(library.resolve(file), file + "\n");
    }
  }

  /** Writes the jars and the class path of a module, as Maven does. */
  private void build(String module, String classPath) throws IOException {
    Path target = Files.createDirectories(checkout.resolve(module).resolve("target"));
    String name = Path.of(module).getFileName().toString();
    Files.writeString(target.resolve("quarterdeck-" + name + ".jar"), module + "\n");
    Path library = Files.writeString(target.resolve(name + "-library.jar"), "library\n");
    Files.writeString(target.resolve(classPath + ".classpath"), library.toString());
  }

  private StepRun run(Object... arguments) throws Exception {
    StepRun run =
        Script.run(
            checkout,
            folder,
            Map.of("QUARTERDECK_AZURITE", folder.resolve("azurite").toString()),
            arguments);
    assertThat(run.succeeded()).as(run.out() + run.error()).isTrue();
    return run;
  }
}
