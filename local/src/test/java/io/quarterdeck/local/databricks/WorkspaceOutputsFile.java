package io.quarterdeck.local.databricks;

import io.quarterdeck.testkit.OutputsFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** The outputs of a stack {@code dev} in which only the workspace exists. */
final class WorkspaceOutputsFile {
  private WorkspaceOutputsFile() {}

  static Path write(Path folder, URI databricks) throws IOException {
    return new OutputsFile()
        .with("databricksUrl", databricks.toString())
        .with("postgresUser", "postgres")
        .with("postgresAuth", "password")
        .write(folder);
  }
}
