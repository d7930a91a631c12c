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
import java.util.function.Predicate;

/** The files in Unity Catalog volumes: {@code /Volumes/CATALOG/SCHEMA/VOLUME/…}. Thread-safe. */
public final class VolumeTree {
  private static final String PREFIX = "/Volumes/";

  private final FileTree tree;
  private final Predicate<String> volumes;

  private VolumeTree(FileTree tree, Predicate<String> volumes) {
    this.tree = tree;
    this.volumes = volumes;
  }

  /**
   * Opens the files of an earlier run.
   *
   * @param volumes returns whether the volume CATALOG.SCHEMA.VOLUME exists
   */
  public static VolumeTree open(Path folder, Predicate<String> volumes) throws IOException {
    return new VolumeTree(FileTree.open(folder), volumes);
  }

  /** Returns whether the path belongs to a volume. */
  public static boolean holds(String path) {
    return path.startsWith(PREFIX);
  }

  /**
   * Returns the path of the file on disk.
   *
   * @throws ApiError if the file does not exist
   */
  public Path file(String path) {
    Path place = place(path);
    if (!Files.isRegularFile(place)) {
      throw notFound("The file being accessed is not found.");
    }
    return place;
  }

  /**
   * Returns the full name of the volume of a path.
   *
   * @throws ApiError if the volume does not exist
   */
  public String volume(String path) {
    List<String> names = names(path);
    if (!holds(path) || names.size() < 4) {
      throw DatabricksErrors.invalid(
          "Cannot use path " + path + "; expected /Volumes/CATALOG/SCHEMA/VOLUME/….");
    }
    String volume = String.join(".", names.subList(1, 4));
    if (!volumes.test(volume)) {
      throw notFound("Volume '" + volume + "' does not exist.");
    }
    return volume;
  }

  Path folder(String path) {
    Path place = place(path);
    if (!Files.isDirectory(place) && !isRoot(path)) {
      throw notFound("The directory being accessed is not found.");
    }
    return place;
  }

  String shown(Path place) {
    return tree.path(place);
  }

  List<Path> list(String path) throws IOException {
    Path folder = folder(path);
    return Files.isDirectory(folder) ? tree.children(folder) : List.of();
  }

  void write(String path, boolean overwrite, ApiCall call) throws IOException {
    Path place = place(path);
    if (isRoot(path) || Files.isDirectory(place)) {
      throw DatabricksErrors.invalid("Path (" + path + ") is a directory");
    }
    if (!overwrite && Files.exists(place)) {
      throw ApiError.of(409, "ALREADY_EXISTS", "The file being created already exists.");
    }
    Files.createDirectories(place.getParent());
    tree.put(place, call);
  }

  void create(String path) throws IOException {
    Files.createDirectories(place(path));
  }

  synchronized void delete(String path) throws IOException {
    Files.delete(file(path));
  }

  synchronized void deleteFolder(String path) throws IOException {
    Path folder = folder(path);
    if (!list(path).isEmpty()) {
      throw DatabricksErrors.bad("FILES_API_DIRECTORY_IS_NOT_EMPTY", "The directory is not empty.");
    }
    FolderTree.delete(folder);
  }

  private Path place(String path) {
    volume(path);
    return tree.at(path);
  }

  private static boolean isRoot(String path) {
    return names(path).size() == 4;
  }

  private static List<String> names(String path) {
    return Arrays.stream(path.split("/", -1)).filter(name -> !name.isEmpty()).toList();
  }

  private static ApiError notFound(String message) {
    return ApiError.of(404, "NOT_FOUND", message);
  }
}
