package io.quarterdeck.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Folders that one process works in and deletes again. Each has its process's number in its name,
 * so that the next one can tell what a dead process left.
 */
public final class WorkFolders {
  private static final long OWN = ProcessHandle.current().pid();

  private WorkFolders() {}

  /**
   * Makes a folder for the user alone, after deleting what dead processes left of the same kind.
   *
   * @param parent where to make it
   * @param kind the beginning of its name, which only such folders have
   */
  public static Path create(Path parent, String kind) throws IOException {
    for (Path leftover : leftovers(parent, kind + ".")) {
      FolderTree.delete(leftover);
    }
    return Files.createTempDirectory(parent, kind + "." + OWN + "-");
  }

  private static List<Path> leftovers(Path parent, String prefix) throws IOException {
    List<Path> leftovers = new ArrayList<>();
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(
            parent, path -> path.getFileName().toString().startsWith(prefix))) {
      for (Path folder : folders) {
        String process =
            folder.getFileName().toString().substring(prefix.length()).replaceFirst("-.*", "");
        if (process.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(process)).isEmpty()) {
          leftovers.add(folder);
        }
      }
    }
    return leftovers;
  }
}
