package io.quarterdeck.cli.factory;

import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.datafactory.ArtefactFolder;
import io.quarterdeck.azure.datafactory.FactoryClient;
import io.quarterdeck.azure.datafactory.FactoryPublication;
import io.quarterdeck.azure.datafactory.FactoryValues;
import io.quarterdeck.azure.datafactory.PublishedRecords;
import io.quarterdeck.azure.datafactory.VolumeRecords;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.util.List;
import java.util.Optional;

/**
 * Publishes the pipelines of a system to its data factory.
 *
 * @param catalog the catalog of the volume with the records; if absent, the workspace's default
 *     catalog
 * @param policy how to treat artefacts that register did not create, and manual edits
 */
public record FactoryRegister(
    ConnectedStack connected,
    JobEnvironment environment,
    Workspace workspace,
    Optional<String> catalog,
    Policy policy) {
  /** How to treat artefacts that register did not create, and manual edits. */
  public record Policy(FactoryPublication.Adoption adoption, FactoryPublication.Drift drift) {
    /** Refuses artefacts that register did not create, and reverts manual edits. */
    public static final Policy DEFAULT =
        new Policy(FactoryPublication.Adoption.REFUSE, FactoryPublication.Drift.REVERT);
  }

  /**
   * What to publish.
   *
   * @param system the system, whose artefacts are in {@code SYSTEM/adf}
   * @param factoryId the resource id of its data factory
   * @param records the folder of the records of its publications in the volume
   * @param values the values that depend on the stack
   */
  public record Publication(
      PlatformSystemName system, String factoryId, String records, FactoryValues values) {}

  /**
   * Publishes the artefacts.
   *
   * @return the changes, one line each
   * @throws Failure if a file is invalid, or the data factory refuses a request
   */
  public List<String> publish(
      Publication publication, FactoryPublication.Mode mode, Progress progress) {
    return new FactoryPublication(
            new FactoryClient(connected.access(), publication.factoryId()),
            new PublishedRecords(
                VolumeRecords.of(workspace, environment, catalog, publication.records())),
            policy.adoption(),
            policy.drift(),
            progress)
        .run(
            ArtefactFolder.of(Folders.current().home(), publication.system())
                .read(publication.values()),
            mode);
  }
}
