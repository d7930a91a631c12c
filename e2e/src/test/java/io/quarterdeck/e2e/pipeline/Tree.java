package io.quarterdeck.e2e.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Copies of folders, with what can be run still to be run. */
final class Tree {
  private Tree() {}

  /** Copies a file into a folder, or what is in a folder. */
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

  /** All below a folder and itself, in order. */
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
