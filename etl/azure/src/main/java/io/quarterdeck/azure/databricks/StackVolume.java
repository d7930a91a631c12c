package io.quarterdeck.azure.databricks;

import io.quarterdeck.azure.databricks.storage.ArtifactVolume;
import io.quarterdeck.azure.databricks.storage.Catalog;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import java.util.Optional;

/** The paths of the job's files in the stack's volume. */
record StackVolume(ArtifactVolume volume) {
  static StackVolume of(Workspace workspace, JobEnvironment environment, Optional<String> catalog) {
    return new StackVolume(
        new ArtifactVolume(workspace, environment, catalog.orElseGet(() -> Catalog.of(workspace))));
  }

  String path() {
    return volume.path();
  }

  String jars() {
    return volume.path() + "/jars";
  }

  String records() {
    return volume.path() + "/registered";
  }
}
