package io.quarterdeck.e2e.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.e2e.pipeline.NeedsPulumiCli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the commands of docs/pulumi-on-this-machine.md and of every runbook, line by line, in one
 * shell in a fresh clone, with the real Pulumi CLI on a local stack. The file {@code
 * e2e/target/runbooks.txt} lists the result of each line, or the reason why it was skipped. The
 * test takes about ten minutes, so it runs at night.
 */
@Tag("nightly")
@ExtendWith(NeedsPulumiCli.class)
class RunbookWalkIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path RUNBOOKS = ROOT.resolve("docs/runbooks");
  private static final Path REPORT = ROOT.resolve("e2e/target/runbooks.txt");
  private static final Duration LIMIT = Duration.ofMinutes(60);

  @TempDir Path folder;

  /** If the walk ended early, servers may still run. */
  @AfterEach
  void deleteStack() throws Exception {
    Path clone = folder.resolve("clone");
    if (Files.isDirectory(clone.resolve(".quarterdeck/local"))) {
      assertThat(shell().run(clone, "./quarterdeck", "local", "reset", "--yes")).isZero();
    }
  }

  @Test
  void eachLineRunsAndOnlyTheTwoSettingsFilesAreChanged() throws Exception {
    Path clone = folder.resolve("clone");
    assertThat(shell().run(folder, "git", "clone", "--quiet", ROOT.toString(), clone.toString()))
        .isZero();
    Walk walk = walk();

    Path script = Files.writeString(folder.resolve("walk"), walk.script());
    int exitCode = shell().run(clone, "bash", script.toString());
    Files.writeString(REPORT, walk.report(shell().text()));

    assertThat(exitCode).as(Files.readString(REPORT) + shell().tail()).isZero();
    assertThat(walk.unused()).as("treatments that are for no line").isEmpty();
    assertThat(shell().run(clone, "git", "status", "--porcelain")).isZero();
    assertThat(shell().lines()).containsExactly(" M Pulumi.dev.yaml", " M Pulumi.local.yaml");
    assertThat(shell().run(clone, "git", "diff", "--unified=0", "--no-color")).isZero();
    assertThat(shell().lines())
        .filteredOn(line -> line.matches("[-+][^-+].*"))
        .map(line -> line.replaceFirst(": ?v1:.*", ""))
        .containsExactly("+encryptionsalt", "+encryptionsalt");
  }

  /** The pages in an order in which each page finds the objects that it needs. */
  static Walk walk() throws IOException {
    Walk walk = new Walk(Treatments.ALL);
    walk.page(PageLine.below("## Commands", ROOT.resolve("docs/pulumi-on-this-machine.md")));
    walk.prepare("pulumi up --stack local --yes", "./quarterdeck bootstrap --stack local");
    walk.prepare(
        "./quarterdeck generate --rows 2000 --seed 7 --out wrong.csv",
        "./quarterdeck generate --rows 2000 --seed 8 --out corrected.csv",
        "./quarterdeck load wrong.csv");
    runbook(walk, "load-rollback");
    walk.prepare(
        "sed '5s/[0-9]*$/x/' corrected.csv >bad.csv",
        "./quarterdeck load bad.csv --max-rejects 1",
        "rejects=$(ls -t .quarterdeck/rejects/* | head -1)",
        "sed -i 's/,x\\b/,1/g' \"$rejects\"");
    runbook(walk, "rejects");
    walk.prepare(
        "run=$(./quarterdeck restore-export --dataset bank-transactions --json"
            + " | grep -o '\"run\":\"[^\"]*\"' | tail -1 | cut -d'\"' -f4)");
    // Step 5 of restoring PostgreSQL pauses and resumes the schedule of a registered job.
    runbook(walk, "restore");
    runbook(walk, "rotate-password");
    runbook(walk, "killed-up");
    runbook(walk, "upgrade");
    runbook(walk, "retirements");
    for (String page :
        List.of(
            "promote",
            "deployment-rollback",
            "provider-upgrade",
            "customer-managed-keys",
            "on-call",
            "lakehouse-rollback")) {
      runbook(walk, page);
    }
    runbook(walk, "new-region");
    walk.prepare(
        "sed -n 's/^       //p' docs/runbooks/new-dataset.md | sed '/^\\.\\//d'"
            + " >datasets/branches.yaml",
        "printf 'branch,opened,staff\\nUtrecht,2026-01-31,4\\n' >branches.csv");
    runbook(walk, "new-dataset");
    runbook(walk, "teardown");
    walk.prepare("./quarterdeck local start");
    runbook(walk, "local-teardown");
    // Files that the pages tell the reader to create.
    walk.prepare("rm wrong.csv corrected.csv bad.csv branches.csv datasets/branches.yaml");
    walk.prepare("rm state.json edited.json");
    walk.prepare("rm Pulumi.devne.yaml");
    assertThat(walk.pages()).containsAll(names());
    return walk;
  }

  private static void runbook(Walk walk, String name) throws IOException {
    walk.page(name, PageLine.ofRunbook(RUNBOOKS.resolve(name + ".md")));
  }

  private static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(RUNBOOKS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".md") && !file.equals("README.md"))
          .map(file -> file.replace(".md", ""))
          .toList();
    }
  }

  private ReaderShell shell() {
    return new ReaderShell(folder.resolve("out"), LIMIT, Map.of());
  }
}
