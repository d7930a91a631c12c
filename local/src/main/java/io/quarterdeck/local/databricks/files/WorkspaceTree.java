package io.quarterdeck.local.databricks.files;

import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.files.FolderTree;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The workspace files: {@code /Workspace/Shared/…}, also without the prefix {@code /Workspace}.
 * Thread-safe.
 */
public final class WorkspaceTree {
  private static final String PREFIX = "/Workspace";

  private final FileTree tree;

  private WorkspaceTree(FileTree tree) {
    this.tree = tree;
  }

  /** Opens the files of an earlier run, or creates the folders that every workspace has. */
  public static WorkspaceTree open(Path folder) throws IOException {
    FileTree tree = FileTree.open(folder);
    Files.createDirectories(tree.at("/Shared"));
    Files.createDirectories(tree.at("/Users"));
    return new WorkspaceTree(tree);
  }

  /** Returns whether the path belongs to a workspace file. */
  public static boolean holds(String path) {
    return path.startsWith(PREFIX + "/");
  }

  /**
   * Returns the one form of a path that all other forms stand for: without {@code /Workspace}, and
   * with one slash before each name.
   */
  static String plain(String path) {
    List<String> names =
        Arrays.stream(path.split("/", -1)).filter(name -> !name.isEmpty()).toList();
    int first = !names.isEmpty() && PREFIX.equals("/" + names.get(0)) ? 1 : 0;
    return "/" + String.join("/", names.subList(first, names.size()));
  }

  /**
   * Returns the path of the file on disk.
   *
   * @throws ApiError if the file does not exist
   */
  public Path file(String path) {
    Path place = existing(path);
    if (!Files.isRegularFile(place)) {
      throw DatabricksErrors.invalid("Path (" + path + ") is not a file");
    }
    return place;
  }

  Path existing(String path) {
    Path place = place(path);
    if (!Files.exists(place)) {
      throw DatabricksErrors.missing("Path (" + path + ") doesn't exist.");
    }
    return place;
  }

  /** Returns the path without {@code /Workspace}, as Databricks shows it. */
  String shown(Path place) {
    return tree.path(place);
  }

  /** Returns the id of a file or folder. The same path always has the same id. */
  long id(Path place) {
    return Integer.toUnsignedLong(shown(place).hashCode()) + 1;
  }

  /** Returns the path of the folder with this id, if it exists. */
  Optional<String> folder(String id) throws IOException {
    try (Stream<Path> folders = Files.walk(tree.at("/"))) {
      return folders
          .filter(Files::isDirectory)
          .filter(each -> String.valueOf(id(each)).equals(id))
          .map(this::shown)
          .findFirst();
    }
  }

  List<Path> list(String path) throws IOException {
    Path place = existing(path);
    return Files.isDirectory(place) ? tree.children(place) : List.of(place);
  }

  synchronized void create(String path) throws IOException {
    Path place = place(path);
    for (Path above = place; above != null; above = above.getParent()) {
      if (Files.isRegularFile(above)) {
        throw DatabricksErrors.exists("Path (" + tree.path(above) + ") already exists.");
      }
    }
    Files.createDirectories(place);
  }

  synchronized void write(String path, boolean overwrite, byte[] bytes) throws IOException {
    tree.put(target(path, overwrite), bytes);
  }

  void write(String path, boolean overwrite, ApiCall call) throws IOException {
    tree.put(target(path, overwrite), call);
  }

  synchronized void delete(String path, boolean recursive) throws IOException {
    Path place = existing(path);
    if (!recursive && Files.isDirectory(place) && !tree.children(place).isEmpty()) {
      throw DatabricksErrors.bad("DIRECTORY_NOT_EMPTY", "Folder (" + path + ") is not empty");
    }
    FolderTree.delete(place);
  }

  private Path target(String path, boolean overwrite) {
    Path place = place(path);
    if (!Files.isDirectory(place.getParent())) {
      throw DatabricksErrors.missing(
          "The parent folder (" + tree.path(place.getParent()) + ") does not exist.");
    }
    if (Files.isDirectory(place) || (!overwrite && Files.exists(place))) {
      throw DatabricksErrors.exists("Path (" + path + ") already exists.");
    }
    return place;
  }

  private Path place(String path) {
    return tree.at(path.startsWith("/") ? plain(path) : path);
  }
}
