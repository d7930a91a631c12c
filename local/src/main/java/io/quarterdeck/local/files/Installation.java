package io.quarterdeck.local.files;

import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Installs a program into the cache. The folder is filled under a temporary name and then renamed.
 */
public final class Installation {
  /** Fills a folder. If it throws, the cache does not change. */
  @FunctionalInterface
  public interface Fill {
    void into(Path folder) throws IOException;
  }

  private Installation() {}

  /**
   * Returns the folder of the program and installs the program first if it is missing. If two
   * processes install it at the same time, the first one to finish wins and the other deletes its
   * own copy.
   *
   * @param what what is installed, for example "PostgreSQL 18.6.0"; used in the error message
   */
  public static Path ensure(String what, Path folder, Fill fill) {
    if (Files.isDirectory(folder)) {
      return folder;
    }
    try {
      Files.createDirectories(folder.getParent());
      Path beside = WorkFolders.create(folder.getParent(), "." + folder.getFileName());
      try {
        fill.into(beside);
        moveInPlace(beside, folder);
      } finally {
        FolderTree.delete(beside);
      }
      return folder;
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot install %s into %s: %s; expected a writable folder with free "
              + "space. Free some space, or set QUARTERDECK_CACHE to another folder.",
          what,
          folder,
          e);
    }
  }

  private static void moveInPlace(Path beside, Path folder) throws IOException {
    try {
      Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (FileSystemException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }
}
