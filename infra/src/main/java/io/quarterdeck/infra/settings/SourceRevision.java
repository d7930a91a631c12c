package io.quarterdeck.infra.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The commit from which the program was built. A release records it in the file {@code REVISION};
 * in a checkout, Git reports it, with {@code -dirty} if tracked files were modified. The scripts of
 * {@code pipelines/} and {@code quarterdeck --version} report the same value.
 */
final class SourceRevision {
  /** The value if there is neither a release nor a checkout. */
  static final String UNRECORDED = "unrecorded";

  private static final List<String> DESCRIBE =
      List.of("describe", "--always", "--dirty", "--abbrev=40", "--exclude", "*");

  private SourceRevision() {}

  /** Returns the revision of a folder that is the root of a release or of a checkout. */
  static String of(Path root) {
    try {
      Path recorded = root.resolve("REVISION");
      if (Files.exists(recorded)) {
        return Files.readString(recorded).strip();
      }
      // A folder inside another project's checkout does not have that checkout's revision.
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
