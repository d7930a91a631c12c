package io.quarterdeck.local.databricks.files;

import io.quarterdeck.local.databricks.catalog.CatalogRights;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Copies libraries for a process, so that a library that is deleted or replaced does not affect the
 * running process.
 *
 * @param jars finds the libraries
 * @param catalog decides who may read the volumes
 */
public record LibraryCopies(Jars jars, CatalogRights catalog) {
  /**
   * Copies a jar, and returns the copy.
   *
   * @param user the user name of the identity that reads the jar
   * @param uri the path in the workspace
   * @throws ApiError if the jar does not exist, or the identity may not read its volume
   * @throws IOException if the copy fails
   */
  public Path copy(String user, String uri, Path target) throws IOException {
    if (VolumeTree.holds(uri)) {
      catalog.requireVolume(user, jars.volumes().volume(uri), "READ_VOLUME");
    }
    return Files.copy(jars.find(uri), target);
  }
}
