package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

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

  private static StepRun script(Path folder, String name, Object... arguments) throws Exception {
    return Script.run(
        folder,
        folder,
        Map.of("QUARTERDECK_RELEASE", home(folder).toString()),
        command(PipelineFiles.SCRIPTS.resolve(name), arguments));
  }

  private static Object[] command(Path program, Object... arguments) {
    Object[] command = new Object[arguments.length + 1];
    command[0] = program;
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return command;
  }
}
