package io.quarterdeck.local.databricks.files;

import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.files.FolderTree;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A tree of folders and files below one folder on disk. Paths are those of the callers. */
final class FileTree {
  private static final int LONGEST_NAME = 255;

  private final Path root;
  private final Path incoming;

  private FileTree(Path root, Path incoming) {
    this.root = root;
    this.incoming = incoming;
  }

  /** Opens the tree of an earlier run, and deletes files that were not completely written. */
  static FileTree open(Path folder) throws IOException {
    FileTree tree = new FileTree(folder.resolve("content"), folder.resolve("incoming"));
    FolderTree.delete(tree.incoming);
    Files.createDirectories(folder);
    PrivateFiles.createFolder(tree.root);
    PrivateFiles.createFolder(tree.incoming);
    return tree;
  }

  /**
   * Returns the place of the path on disk.
   *
   * @param path an absolute path with slashes
   * @throws ApiError if the path is not absolute, or contains segments such as {@code ..}
   */
  Path at(String path) {
    if (!path.startsWith("/")) {
      throw DatabricksErrors.invalid("Path (" + path + ") doesn't start with '/'");
    }
    Path place = root;
    for (String name : path.split("/", -1)) {
      boolean odd = name.equals(".") || name.equals("..") || name.length() > LONGEST_NAME;
      if (odd || name.chars().anyMatch(letter -> letter < ' ' || letter == '\\')) {
        throw DatabricksErrors.invalid("Path (" + path + ") is not a plain path");
      }
      place = name.isEmpty() ? place : place.resolve(name);
    }
    return place;
  }

  /** Writes the body of the call to the place atomically. */
  void put(Path place, ApiCall call) throws IOException {
    Path beside = Files.createTempFile(incoming, "upload", ".partial");
    try {
      call.save(beside);
      Files.move(
          beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** Writes the bytes to the place atomically. */
  void put(Path place, byte[] bytes) throws IOException {
    Path beside = Files.createTempFile(incoming, "upload", ".partial");
    Files.write(beside, bytes);
    Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Returns the path of the place, as callers use it. */
  String path(Path place) {
    return "/" + root.relativize(place);
  }

  /** Returns the content of the folder, ordered by name. */
  List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }
}
