package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Packs the archive with a runtime and the Debian package of this build, and runs them on a machine
 * that has neither Java nor Node.js.
 */
@Tag("nightly")
class BareReleaseIT {
  @TempDir static Path folder;

  private static UnpackedRelease release;
  private static Path packed;
  private static Path withRuntime;
  private static Path installed;
  private static BareMachine machine;

  @BeforeAll
  static void packAll() throws Exception {
    release = UnpackedRelease.of(folder);
    packed = release.archive().getParent();
    machine = BareMachine.in(Files.createDirectories(folder.resolve("bare")));
    withRuntime = Files.createDirectories(folder.resolve("with-runtime"));
    installed = Files.createDirectories(folder.resolve("installed"));
    done(release.script("pack-runtime", packed));
    done(release.script("pack-debian", packed));
    done(release.script("index-release", packed));
    done(
        machine.run(
            "tar",
            "--extract",
            "--gzip",
            "--file",
            only("-linux-x64.tar.gz"),
            "--directory",
            withRuntime,
            "--strip-components=1"));
    done(Script.run(folder, folder, Map.of(), "dpkg-deb", "--extract", only(".deb"), installed));
  }

  private static StepRun done(StepRun run) {
    assertThat(run.succeeded()).as(run.line() + "\n" + run.error()).isTrue();
    return run;
  }

  /** Returns the only packed file whose name ends so. */
  private static Path only(String end) throws IOException {
    try (Stream<Path> files = Files.list(packed)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(end)).toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }

  @Test
  void theArchiveWithARuntimeLoadsAndExportsOnTheLocalStack() throws Exception {
    Path quarterdeck = withRuntime.resolve("quarterdeck");
    assertThat(done(machine.run(quarterdeck, "--help")).out()).contains("bootstrap", "local");
    assertThat(done(machine.run(quarterdeck, "--version")).out()).startsWith("quarterdeck ");
    Path file = machine.home().resolve("small.csv");
    done(machine.run(quarterdeck, "generate", "--rows", "1000", "--out", file));
    done(machine.run(quarterdeck, "check", file, "--dataset", "bank-transactions"));
    try {
      done(machine.run(quarterdeck, "local", "start"));
      StepRun bootstrap = done(machine.run(quarterdeck, "bootstrap", "--file", file));
      assertThat(bootstrap.error())
          .contains("3/5 load    1,000 rows into bank.transactions as load 1")
          .containsPattern("4/5 export  1,000 rows to curated/bank-transactions/run=");
    } finally {
      done(machine.run(quarterdeck, "local", "reset", "--yes"));
    }
    // Azurite came from the archive.
    try (Stream<Path> cache = Files.list(machine.home().resolve(".cache/quarterdeck"))) {
      assertThat(cache.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("azurite-"));
    }
  }

  @Test
  void theChecksumsOfTheArchiveWithARuntimeAreThoseOfItsFiles() throws Exception {
    done(
        machine.run(
            "bash", "-c", "cd " + withRuntime + " && sha256sum --check --quiet SHA256SUMS"));
    assertThat(withRuntime.resolve("runtime/java/legal/java.base/LICENSE")).isNotEmptyFile();
    assertThat(withRuntime.resolve("runtime/node/LICENSE")).isNotEmptyFile();
  }

  @Test
  void theInstalledPackageKeepsTheStateInTheHomeOfItsUser() throws Exception {
    Path quarterdeck = installed.resolve("usr/bin/quarterdeck");
    assertThat(Files.readSymbolicLink(quarterdeck)).isRelative();
    StepRun without = machine.run(quarterdeck, "--version");
    assertThat(without.exitCode()).isEqualTo(1);
    assertThat(without.error()).startsWith("Cannot start Quarterdeck: no java was found; expected");

    // The package depends on a Java of Debian. The test uses that of the archive.
    Path java = withRuntime.resolve("runtime/java");
    StepRun status =
        machine.run("env", "JAVA_HOME=" + java, quarterdeck, "local", "status", "--json");

    assertThat(status.out())
        .contains(machine.home().resolve(".local/state/quarterdeck").toString());
    StepRun control =
        done(Script.run(folder, folder, Map.of(), "dpkg-deb", "--field", only(".deb")));
    assertThat(control.out())
        .contains("Package: quarterdeck", "Depends: bash, coreutils, openjdk-17-jre-headless");
  }

  @Test
  void upgradeCheckReadsTheIndexOfTheRelease() throws Exception {
    JsonObject index =
        JsonParser.parseString(Files.readString(packed.resolve("release.json"))).getAsJsonObject();
    assertThat(index.getAsJsonArray("files"))
        .extracting(JsonElement::getAsJsonObject)
        .extracting(file -> file.get("name").getAsString())
        .containsExactlyInAnyOrder(
            packed.relativize(release.archive()).toString(),
            packed.relativize(only("-linux-x64.tar.gz")).toString(),
            packed.relativize(only(".deb")).toString());

    StepRun check =
        done(
            machine.run(
                withRuntime.resolve("quarterdeck"),
                "upgrade-check",
                "--tool",
                "--releases",
                packed,
                "--json"));

    assertThat(check.out()).contains("\"worst\":\"equal\"");
  }

  @Test
  void theSameJdkPacksTheSameBytes() throws Exception {
    Path again = Files.createDirectories(folder.resolve("again"));
    Path archive = release.archive();
    Files.copy(archive, again.resolve(archive.getFileName()));

    done(
        Script.run(folder, folder, Map.of(), PipelineFiles.SCRIPTS.resolve("pack-runtime"), again));
    done(Script.run(folder, folder, Map.of(), PipelineFiles.SCRIPTS.resolve("pack-debian"), again));

    for (Path file : List.of(only("-linux-x64.tar.gz"), only(".deb"))) {
      assertThat(Files.mismatch(file, again.resolve(file.getFileName())))
          .as(file.toString())
          .isEqualTo(-1);
    }
  }
}
