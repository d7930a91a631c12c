package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A release of what this build has built, unpacked where nothing else is.
 *
 * @param folder what the test may use, the release and its state among it
 * @param archive what was unpacked
 */
record UnpackedRelease(Path folder, Path archive) {
  /** Packs what is built, and unpacks that. */
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

  /** Unpacks the archive that lies in a folder, in this release's place. */
  StepRun unpack(Path packed) throws Exception {
    return script(folder, "unpack-release", packed);
  }

  Path home() {
    return home(folder);
  }

  private static Path home(Path folder) {
    return folder.resolve("empty/unpacked");
  }

  /** Its files besides the list of their checksums, in order. */
  List<String> files() throws IOException {
    TreeSet<String> files = new TreeSet<>();
    for (Path path : Tree.all(home())) {
      if (Files.isRegularFile(path) && !path.endsWith("SHA256SUMS")) {
        files.add(home().relativize(path).toString());
      }
    }
    return List.copyOf(files);
  }

  /** Runs its launcher. */
  StepRun quarterdeck(Object... arguments) throws Exception {
    Map<String, String> state = Map.of("QUARTERDECK_HOME", folder.resolve("state").toString());
    return Script.run(
        home().getParent(), folder, state, words(home().resolve("quarterdeck"), arguments));
  }

  private static StepRun script(Path folder, String name, Object... arguments) throws Exception {
    return Script.run(
        folder,
        folder,
        Map.of("QUARTERDECK_RELEASE", home(folder).toString()),
        words(PipelineFiles.SCRIPTS.resolve(name), arguments));
  }

  private static Object[] words(Path program, Object... arguments) {
    Object[] words = new Object[arguments.length + 1];
    words[0] = program;
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return words;
  }
}
