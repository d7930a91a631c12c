package io.quarterdeck.azure.datafactory;

import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.storage.ArtifactVolume;
import io.quarterdeck.azure.databricks.storage.Catalog;
import io.quarterdeck.azure.databricks.workspace.VolumeFiles;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Stores the records in the volume of the stack, beside those of the jobs, so that later
 * registrations from any machine find them.
 *
 * @param files the files of the workspace
 * @param folder the folder in the volume
 */
public record VolumeRecords(VolumeFiles files, String folder) implements PublishedRecords.Files {
  /**
   * Returns the records of a stack.
   *
   * @param catalog the catalog of the volume; if absent, the workspace's default catalog
   * @param folder the name of the folder of one data factory
   */
  public static VolumeRecords of(
      Workspace workspace, JobEnvironment environment, Optional<String> catalog, String folder) {
    ArtifactVolume volume =
        new ArtifactVolume(workspace, environment, catalog.orElseGet(() -> Catalog.of(workspace)));
    return new VolumeRecords(new VolumeFiles(workspace), volume.path() + "/" + folder);
  }

  @Override
  public Optional<String> read(String name) {
    return files.read(folder + "/" + name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public void write(String name, String text) {
    files.write(folder + "/" + name, text.getBytes(StandardCharsets.UTF_8));
  }
}
