package io.quarterdeck.local.databricks.files;

import io.quarterdeck.local.databricks.wire.ApiError;
import java.nio.file.Path;

/**
 * The jars that tasks name as their libraries.
 *
 * @param workspace those in {@code /Workspace}
 * @param volumes those in {@code /Volumes}
 */
public record Jars(WorkspaceFiles workspace, VolumeFiles volumes) {
  /**
   * Where the jar is on disk.
   *
   * @throws ApiError when there is none
   */
  public Path find(String uri) {
    if (WorkspaceFiles.holds(uri)) {
      return workspace.file(uri);
    }
    if (VolumeFiles.holds(uri)) {
      return volumes.file(uri);
    }
    throw ApiError.invalid(
        "Cannot read " + uri + " here; expected a jar in /Workspace or /Volumes.");
  }
}
