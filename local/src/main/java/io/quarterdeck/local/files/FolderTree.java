package io.quarterdeck.local.files;

import io.quarterdeck.local.process.Polling;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Deletes a folder with its content. */
public final class FolderTree {
  /** A process whose parent was killed may write to the folder until it notices. */
  private static final int DYING_SECONDS = 10;

  private FolderTree() {}

  /**
   * Deletes the folder and its content, if it exists. If a process that is about to end still
   * writes to the folder, the deletion is retried for some seconds.
   */
  public static void delete(Path folder) throws IOException {
    Removal removal = new Removal();
    Polling.await("delete " + folder, DYING_SECONDS, () -> removal.isSettled(folder));
    if (removal.failure != null) {
      throw removal.failure;
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    private IOException failure;

    /**
     * Returns whether to stop retrying: the folder is deleted, or the deletion fails permanently.
     */
    boolean isSettled(Path folder) {
      failure = null;
      try {
        Files.walkFileTree(folder, this);
        return true;
      } catch (DirectoryNotEmptyException e) {
        failure = e;
        return false;
      } catch (IOException e) {
        failure = e;
        return true;
      }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
      if (cause instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw cause;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException cause) throws IOException {
      if (cause != null) {
        throw cause;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
