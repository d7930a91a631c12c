package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.azure.stack.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A release of this build, unpacked in a folder without the checkout.
 *
 * @param folder the folder of the test, which contains the release and its state
 * @param archive the archive
 */
record UnpackedRelease(Path folder, Path archive) {
  /** Packs this build and unpacks the archive. */
  static UnpackedRelease of(Path folder) throws Exception {
    Path bom = Files.writeString(folder.resolve("bom.json"), "{}\n");
    StepRun pack = script(folder, "pack", bom, folder.resolve("packed"));
    assertThat(pack.succeeded()).as(pack.error()).isTrue();
    String name = pack.out().strip().replaceFirst("^[0-9a-f]{64}  ", "");
    UnpackedRelease release = new UnpackedRelease(folder, folder.resolve("packed").resolve(name));

    StepRun unpack = release.unpack(release.archive.getParent());

    assertThat(unpack.succeeded()).as(unpack.error()).isTrue();
    assertThat(unpack.out()).isEqualTo("Unpacked " + release.archive + "\n");
    return release;
  }

  /** Unpacks the archive in a folder, in place of this release. */
  StepRun unpack(Path packed) throws Exception {
    return script(folder, "unpack-release", packed);
  }

  Path home() {
    return home(folder);
  }

  private static Path home(Path folder) {
    return folder.resolve("empty/unpacked");
  }

  /** Returns the files of the release, without the list of checksums, in order. */
  List<String> files() throws IOException {
    TreeSet<String> files = new TreeSet<>();
    for (Path path : FileCopies.all(home())) {
      if (Files.isRegularFile(path) && !path.endsWith("SHA256SUMS")) {
        files.add(home().relativize(path).toString());
      }
    }
    return List.copyOf(files);
  }

  /** Runs the launcher of the release. */
  StepRun quarterdeck(Object... arguments) throws Exception {
    Map<String, String> state = Map.of("QUARTERDECK_HOME", folder.resolve("state").toString());
    return Script.run(
        home().getParent(), folder, state, command(home().resolve("quarterdeck"), arguments));
  }

  /** Runs a script of ci/scripts on the archives. */
  StepRun script(String name, Object... arguments) throws Exception {
    return script(folder, name, arguments);
  }

  private static StepRun script(Path folder, String name, Object... arguments) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARTERDECK_RELEASE", home(folder).toString());
    // Tests of the local stack have installed Azurite already.
    installedAzurite().ifPresent(path -> environment.put("QUARTERDECK_AZURITE", path.toString()));
    return Script.run(
        folder, folder, environment, command(PipelineFiles.SCRIPTS.resolve(name), arguments));
  }

  private static Optional<Path> installedAzurite() throws IOException {
    Path lock =
        PipelineFiles.ROOT.resolve(
            "local/src/main/resources/io/quarterdeck/local/azurite/package-lock.json");
    Path cache = Folders.current().cache();
    if (!Files.isDirectory(cache)) {
      return Optional.empty();
    }
    try (Stream<Path> installations = Files.list(cache)) {
      for (Path each : installations.filter(UnpackedRelease::isAzurite).toList()) {
        if (Files.mismatch(each.resolve(lock.getFileName()), lock) == -1) {
          return Optional.of(each);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isAzurite(Path folder) {
    return folder.getFileName().toString().startsWith("azurite-")
        && Files.isRegularFile(folder.resolve("package-lock.json"));
  }

  private static Object[] command(Path program, Object... arguments) {
    Object[] command = new Object[arguments.length + 1];
    command[0] = program;
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return command;
  }
}
