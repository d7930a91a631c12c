package io.quarterdeck.local.databricks.files;

import io.quarterdeck.local.FolderTree;
import io.quarterdeck.local.databricks.wire.ApiError;
import io.quarterdeck.local.databricks.wire.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Workspace files: {@code /Workspace/Shared/…}, also without that first word. Thread-safe. */
public final class WorkspaceFiles {
  private static final String PREFIX = "/Workspace";

  private final Tree tree;

  private WorkspaceFiles(Tree tree) {
    this.tree = tree;
  }

  /** The files of an earlier run, or the folders that every workspace has. */
  public static WorkspaceFiles open(Path folder, String userName) throws IOException {
    Tree tree = Tree.open(folder);
    Files.createDirectories(tree.at("/Shared"));
    Files.createDirectories(tree.at("/Users/" + userName));
    return new WorkspaceFiles(tree);
  }

  /** Whether the path is one of a workspace file. */
  public static boolean holds(String path) {
    return path.startsWith(PREFIX + "/");
  }

  /**
   * Where the file is on disk.
   *
   * @throws ApiError when there is no such file
   */
  public Path file(String path) {
    Path place = existing(path);
    if (!Files.isRegularFile(place)) {
      throw ApiError.invalid("Path (" + path + ") is not a file");
    }
    return place;
  }

  Path existing(String path) {
    Path place = place(path);
    if (!Files.exists(place)) {
      throw ApiError.missing("Path (" + path + ") doesn't exist.");
    }
    return place;
  }

  /** The path without {@code /Workspace}, as Databricks shows it. */
  String shown(Path place) {
    return tree.path(place);
  }

  List<Path> list(String path) throws IOException {
    Path place = existing(path);
    return Files.isDirectory(place) ? tree.children(place) : List.of(place);
  }

  synchronized void create(String path) throws IOException {
    Path place = place(path);
    for (Path above = place; above != null; above = above.getParent()) {
      if (Files.isRegularFile(above)) {
        throw ApiError.exists("Path (" + tree.path(above) + ") already exists.");
      }
    }
    Files.createDirectories(place);
  }

  synchronized void write(String path, boolean overwrite, byte[] bytes) throws IOException {
    tree.put(target(path, overwrite), bytes);
  }

  void write(String path, boolean overwrite, Call call) throws IOException {
    tree.put(target(path, overwrite), call);
  }

  synchronized void delete(String path, boolean recursive) throws IOException {
    Path place = existing(path);
    if (!recursive && Files.isDirectory(place) && !tree.children(place).isEmpty()) {
      throw ApiError.bad("DIRECTORY_NOT_EMPTY", "Folder (" + path + ") is not empty");
    }
    FolderTree.delete(place);
  }

  private Path target(String path, boolean overwrite) {
    Path place = place(path);
    if (!Files.isDirectory(place.getParent())) {
      throw ApiError.missing(
          "The parent folder (" + tree.path(place.getParent()) + ") does not exist.");
    }
    if (Files.isDirectory(place) || (!overwrite && Files.exists(place))) {
      throw ApiError.exists("Path (" + path + ") already exists.");
    }
    return place;
  }

  private Path place(String path) {
    return tree.at(
        path.equals(PREFIX) || holds(path) ? "/" + path.substring(PREFIX.length()) : path);
  }
}
