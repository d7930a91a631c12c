package io.quarterdeck.infra.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The commit that the program was built from: in a release what its file {@code REVISION} says, in
 * a checkout what Git says, with {@code -dirty} where tracked files differ from the commit. The
 * scripts of {@code pipelines/} and {@code quarterdeck --version} say the same.
 */
final class SourceRevision {
  /** Where there is neither. */
  static final String UNRECORDED = "unrecorded";

  private static final List<String> DESCRIBE =
      List.of("describe", "--always", "--dirty", "--abbrev=40", "--exclude", "*");

  private SourceRevision() {}

  /** The revision of what lies in a folder, the root of a release or of a checkout. */
  static String of(Path root) {
    try {
      Path recorded = root.resolve("REVISION");
      if (Files.exists(recorded)) {
        return Files.readString(recorded).strip();
      }
      // A folder inside of somebody's checkout is not what that checkout's commit is about.
      return Files.exists(root.resolve(".git")) ? described(root) : UNRECORDED;
    } catch (IOException unreadable) {
      return UNRECORDED;
    }
  }

  private static String described(Path root) throws IOException {
    ProcessBuilder git = new ProcessBuilder("git", "-C", root.toString());
    git.command().addAll(DESCRIBE);
    Process process = git.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      return process.waitFor() == 0 ? said : UNRECORDED;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return UNRECORDED;
    }
  }
}
