package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.LakehouseRegistration;
import io.quarterdeck.azure.databricks.artifact.JobJar;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.loader.progress.Progress;
import java.util.Optional;

/** Creates the registration of the lakehouse's jobs from the files of the project. */
public final class LakehouseRegister {
  private LakehouseRegister() {}

  /**
   * Returns the registration.
   *
   * @param options the jobs' options
   * @param policy how to treat existing jobs
   * @param catalog the catalog for the jobs' files; if absent, the workspace's default catalog
   * @throws io.quarterdeck.loader.failure.Failure if the jar or a dataset file is missing
   */
  public static LakehouseRegistration registration(
      JobEnvironment environment,
      Workspace workspace,
      JobOptions options,
      JobUpsert.Policy policy,
      Optional<String> catalog,
      Progress progress) {
    Folders folders = Folders.current();
    return new LakehouseRegistration(
        new LakehouseRegistration.Request(
            environment,
            LakehouseDatasets.texts(folders.home()),
            JobJar.of(folders.jobJar()),
            options,
            policy,
            catalog),
        workspace,
        progress);
  }
}
