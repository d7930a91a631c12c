package io.quarterdeck.local.databricks.files;

import io.quarterdeck.local.FolderTree;
import io.quarterdeck.local.PrivateFiles;
import io.quarterdeck.local.databricks.wire.ApiError;
import io.quarterdeck.local.databricks.wire.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Folders and files below one folder on disk, under the names that callers give them. */
final class Tree {
  private static final int LONGEST_NAME = 255;

  private final Path root;
  private final Path incoming;

  private Tree(Path root, Path incoming) {
    this.root = root;
    this.incoming = incoming;
  }

  /** What an earlier run left, without what it had not ended to write. */
  static Tree open(Path folder) throws IOException {
    Tree tree = new Tree(folder.resolve("content"), folder.resolve("incoming"));
    FolderTree.delete(tree.incoming);
    Files.createDirectories(folder);
    PrivateFiles.createFolder(tree.root);
    PrivateFiles.createFolder(tree.incoming);
    return tree;
  }

  /**
   * Where the path is on disk.
   *
   * @param path absolute, with slashes
   * @throws ApiError when it is not absolute, or no plain path
   */
  Path at(String path) {
    if (!path.startsWith("/")) {
      throw ApiError.invalid("Path (" + path + ") doesn't start with '/'");
    }
    Path place = root;
    for (String name : path.split("/", -1)) {
      boolean odd = name.equals(".") || name.equals("..") || name.length() > LONGEST_NAME;
      if (odd || name.chars().anyMatch(letter -> letter < ' ' || letter == '\\')) {
        throw ApiError.invalid("Path (" + path + ") is not a plain path");
      }
      place = name.isEmpty() ? place : place.resolve(name);
    }
    return place;
  }

  /** Puts the call's body in the place, whole or not at all. */
  void put(Path place, Call call) throws IOException {
    Path beside = Files.createTempFile(incoming, "upload", ".partial");
    try {
      call.save(beside);
      Files.move(
          beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** Puts the bytes in the place, whole or not at all. */
  void put(Path place, byte[] bytes) throws IOException {
    Path beside = Files.createTempFile(incoming, "upload", ".partial");
    Files.write(beside, bytes);
    Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The path that callers know the place by. */
  String path(Path place) {
    return "/" + root.relativize(place);
  }

  /** What is in the folder, by name. */
  List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }
}
