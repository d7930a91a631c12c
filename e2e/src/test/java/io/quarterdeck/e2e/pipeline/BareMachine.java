package io.quarterdeck.e2e.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An environment with an empty home and the basic programs of a Linux system only: no Java, no
 * Maven, no Node.js, no npm and no Git.
 *
 * @param folder contains the home and the programs
 */
record BareMachine(Path folder) {
  /**
   * What the launcher and the local stack call. PostgreSQL needs unshare if it is started as root.
   */
  private static final List<String> PROGRAMS =
      List.of(
          "bash",
          "sh",
          "env",
          "true",
          "id",
          "readlink",
          "dirname",
          "cat",
          "sha256sum",
          "unshare",
          "tar",
          "gzip");

  private static final List<Path> FOLDERS = List.of(Path.of("/usr/bin"), Path.of("/bin"));

  /** Creates the home and links to the programs. */
  static BareMachine in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("home"));
    Path programs = Files.createDirectories(folder.resolve("programs"));
    for (String program : PROGRAMS) {
      Path found =
          FOLDERS.stream()
              .map(each -> each.resolve(program))
              .filter(Files::isExecutable)
              .findFirst()
              .orElseThrow(() -> new IOException("found no " + program));
      Files.createSymbolicLink(programs.resolve(program), found);
    }
    return new BareMachine(folder);
  }

  Path home() {
    return folder.resolve("home");
  }

  /** Runs a program to its end in the home. */
  StepRun run(Object... words) throws Exception {
    List<String> command = List.of(words).stream().map(Object::toString).toList();
    ProcessBuilder builder = new ProcessBuilder(command).directory(home().toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("HOME", home().toString());
    // Java takes the home from the account and not from HOME.
    environment.put("XDG_CACHE_HOME", home().resolve(".cache").toString());
    environment.put("PATH", folder.resolve("programs").toString());
    return StepRun.of(String.join(" ", command), builder, folder);
  }
}
