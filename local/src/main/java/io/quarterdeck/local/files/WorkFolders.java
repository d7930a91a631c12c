package io.quarterdeck.local.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Temporary folders of one process. The name of each folder contains the id of its process, so that
 * another process can recognize the folders of processes that died.
 */
public final class WorkFolders {
  private static final long OWN = ProcessHandle.current().pid();

  private WorkFolders() {}

  /**
   * Creates a folder that only the user can read, and deletes the folders of this kind that dead
   * processes left.
   *
   * @param parent the parent folder
   * @param kind the prefix of the name, which only folders of this kind have
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
