package io.quarterdeck.cli.upgrade;

import io.quarterdeck.loader.bytes.SystemReason;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.rows.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of an unpacked release, compared with its list of checksums.
 *
 * @param home the folder of the release
 */
record InstalledFiles(Path home) {
  private static final String SUMS = "SHA256SUMS";
  private static final int DIGITS = 64;
  private static final String STATE = ".quarterdeck";

  /** The folders in which users add files. The home itself has Pulumi.STACK.yaml. */
  private static final List<String> FOLDERS_OF_USERS = List.of("", "datasets");

  /**
   * Returns the files that were changed, added or deleted since the release was unpacked; empty if
   * this is a checkout, which has no list of checksums.
   *
   * @throws Failure if a file cannot be read
   */
  Optional<List<String>> differences() {
    Path sums = home.resolve(SUMS);
    if (!Files.isRegularFile(sums)) {
      return Optional.empty();
    }
    try {
      return Optional.of(differences(read(sums)));
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot read the files of %s: %s; expected an unpacked release. Unpack it again.",
          home,
          SystemReason.of(e));
    }
  }

  /** Returns whether the release contains the state of the local stack and of runs. */
  boolean containsState() {
    return Files.isDirectory(home.resolve(STATE));
  }

  private static Map<String, String> read(Path sums) throws IOException {
    Map<String, String> expected = new TreeMap<>();
    for (String line : Files.readAllLines(sums)) {
      // The format of sha256sum: the digits, two characters, and the name, which begins with ./
      expected.put(line.substring(DIGITS + 2).replaceFirst("^\\./", ""), line.substring(0, DIGITS));
    }
    return expected;
  }

  private List<String> differences(Map<String, String> expected) throws IOException {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, String> file : expected.entrySet()) {
      Path path = home.resolve(file.getKey());
      if (!Files.isRegularFile(path)) {
        found.add("deleted " + file.getKey());
      } else if (!FileDigest.ofBytes(path).sha256().equals(file.getValue())) {
        found.add("changed " + file.getKey());
      }
    }
    for (String folder : FOLDERS_OF_USERS) {
      try (Stream<Path> files = Files.list(home.resolve(folder))) {
        files
            .filter(Files::isRegularFile)
            .map(file -> home.relativize(file).toString())
            .filter(name -> !expected.containsKey(name) && !name.equals(SUMS))
            .sorted()
            .forEach(name -> found.add("added " + name));
      }
    }
    return found;
  }
}
