package io.quarterdeck.e2e.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Copies folders and keeps executable files executable. */
final class FileCopies {
  private FileCopies() {}

  /** Copies a file, or the content of a folder, into a folder. */
  static void copy(Path from, Path folder) throws IOException {
    Files.createDirectories(folder);
    if (!Files.isDirectory(from)) {
      copyFile(from, folder.resolve(from.getFileName()));
      return;
    }
    for (Path path : all(from)) {
      Path copied = folder.resolve(from.relativize(path));
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(copied);
      } else {
        copyFile(path, copied);
      }
    }
  }

  /** Returns the folder and everything below it, in order. */
  static List<Path> all(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.sorted().toList();
    }
  }

  private static void copyFile(Path from, Path to) throws IOException {
    Files.copy(
        from,
        to,
        StandardCopyOption.COPY_ATTRIBUTES,
        StandardCopyOption.REPLACE_EXISTING,
        LinkOption.NOFOLLOW_LINKS);
  }
}
