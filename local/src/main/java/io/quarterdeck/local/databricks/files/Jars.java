package io.quarterdeck.local.databricks.files;

import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.http.ApiError;
import java.nio.file.Path;

/**
 * Finds the jars that tasks name as libraries.
 *
 * @param workspace the files in {@code /Workspace}
 * @param volumes the files in {@code /Volumes}
 */
public record Jars(WorkspaceTree workspace, VolumeTree volumes) {
  /**
   * Returns the path of the jar on disk.
   *
   * @throws ApiError if the jar does not exist
   */
  public Path find(String uri) {
    if (WorkspaceTree.holds(uri)) {
      return workspace.file(uri);
    }
    if (VolumeTree.holds(uri)) {
      return volumes.file(uri);
    }
    throw DatabricksErrors.invalid(
        "Cannot read " + uri + " here; expected a jar in /Workspace or /Volumes.");
  }
}
