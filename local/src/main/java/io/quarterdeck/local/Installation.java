package io.quarterdeck.local;

import io.quarterdeck.etl.Failure;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Puts a program into the cache: made beside its place and moved there whole. */
public final class Installation {
  /** Fills a folder; whatever it throws leaves the cache as it was. */
  @FunctionalInterface
  public interface Fill {
    void into(Path folder) throws IOException;
  }

  private static final long OWN = ProcessHandle.current().pid();

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
      deleteLeftovers(folder);
      Path beside = Files.createTempDirectory(folder.getParent(), beside(folder) + OWN + "-");
      try {
        fill.into(beside);
        moveInPlace(beside, folder);
      } finally {
        delete(beside);
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

  /** How folders are named that are being filled: the name to be, and who fills it. */
  private static String beside(Path folder) {
    return "." + folder.getFileName() + ".";
  }

  /** Deletes what processes left that died while they filled a folder. */
  private static void deleteLeftovers(Path folder) throws IOException {
    List<Path> leftovers;
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder.getParent(), beside(folder) + "*")) {
      leftovers =
          StreamSupport.stream(found.spliterator(), false)
              .filter(path -> !isBeingFilled(path, folder))
              .toList();
    }
    for (Path leftover : leftovers) {
      delete(leftover);
    }
  }

  private static boolean isBeingFilled(Path path, Path folder) {
    String rest = path.getFileName().toString().substring(beside(folder).length());
    String process = rest.replaceFirst("-.*", "");
    return !process.matches("\\d{1,18}") || ProcessHandle.of(Long.parseLong(process)).isPresent();
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

  /** Deletes the folder and all in it, if it is there. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> all = Files.walk(folder)) {
      paths = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
