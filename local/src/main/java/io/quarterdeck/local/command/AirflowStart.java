package io.quarterdeck.local.command;

import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.outputs.OutputValues.Lakehouse;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.local.LocalStack;
import io.quarterdeck.local.airflow.AirflowEnvironment;
import io.quarterdeck.local.airflow.LocalAirflow;
import io.quarterdeck.local.arm.store.ResourceIds;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.platform.LocalPlatform;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * Starts Airflow for a local stack that has the lakehouse. Airflow signs in as the owner, as the
 * commands do.
 */
record AirflowStart(Folders folders) {
  /**
   * Starts Airflow, unless it runs.
   *
   * @return the address of its pages
   * @throws Failure if the stack does not have the lakehouse
   */
  URI run(Progress progress) throws IOException {
    LocalStack stack = new LocalStack(folders);
    LocalPlatform platform = new LocalPlatform(folders);
    OutputValues outputs = platform.site(progress).outputs();
    Lakehouse lakehouse =
        outputs
            .lakehouse()
            .orElseThrow(
                () ->
                    Failure.of(
                        "Cannot start Airflow: the local stack does not have the system lakehouse;"
                            + " expected its data factory. Run ./quarterdeck bootstrap --systems"
                            + " lakehouse, then run this again."));
    LocalAirflow airflow = LocalAirflow.of(stack.folder());
    PrivateFiles.createFolder(airflow.folder());
    Path values = airflow.folder().resolve("outputs.json");
    PrivateFiles.write(
        values,
        new JsonObject()
            .with("resourceGroup", outputs.resourceGroup())
            .with("dataFactory", ResourceIds.name(lakehouse.factoryId()))
            .with("lakehouseSchedule", lakehouse.schedule().value())
            .text());
    progress.phase("starting Airflow");
    return airflow.start(
        new AirflowEnvironment(
            airflow.folder(), folders.home(), platform.accessByName(LocalTenant.OWNER)),
        values,
        outputs.subscriptionId(),
        stack.logs().resolve("airflow.log"));
  }
}
