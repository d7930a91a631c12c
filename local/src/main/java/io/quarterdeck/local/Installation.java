package io.quarterdeck.local;

import io.quarterdeck.etl.Failure;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts a program into the cache: made beside its place and moved there whole. */
public final class Installation {
  /** Fills a folder; whatever it throws leaves the cache as it was. */
  @FunctionalInterface
  public interface Fill {
    void into(Path folder) throws IOException;
  }

  private Installation() {}

  /**
   * The program's folder, filled first if it is not there. Two processes may do so at once: the one
   * that ends first wins, the other throws its own away.
   *
   * @param what what is installed, as in "PostgreSQL 18.6.0", for the message
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
      throw new Failure(
          "Cannot install "
              + what
              + " into "
              + folder
              + ": "
              + e
              + "; expected a folder that can be written to, with room. Make room, or set"
              + " QUARTERDECK_CACHE to another folder.",
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
