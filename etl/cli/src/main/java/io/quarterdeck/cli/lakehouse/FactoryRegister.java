package io.quarterdeck.cli.lakehouse;

import com.azure.core.util.Context;
import com.azure.resourcemanager.resources.fluentcore.arm.ResourceId;
import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.datafactory.ArtefactFolder;
import io.quarterdeck.azure.datafactory.FactoryClient;
import io.quarterdeck.azure.datafactory.FactoryPublication;
import io.quarterdeck.azure.datafactory.FactoryValues;
import io.quarterdeck.azure.datafactory.PublishedRecords;
import io.quarterdeck.azure.datafactory.VolumeRecords;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The step of {@code register} that publishes the pipelines of the lakehouse to its data factory.
 * It runs after the jobs are registered, because the pipelines refer to them.
 *
 * @param policy how to treat artefacts that register did not create, and manual edits
 */
public record FactoryRegister(
    ConnectedStack connected,
    JobEnvironment environment,
    Workspace workspace,
    Optional<String> catalog,
    Policy policy) {
  private static final String WORKSPACES = "Microsoft.Databricks/workspaces";

  /** How to treat artefacts that register did not create, and manual edits. */
  public record Policy(FactoryPublication.Adoption adoption, FactoryPublication.Drift drift) {}

  /**
   * Publishes the pipelines, if the stack has the system lakehouse.
   *
   * @return the changes, one line each
   * @throws Failure if the data factory refuses a request
   */
  public List<String> run(FactoryPublication.Mode mode, Progress progress) {
    OutputValues outputs = connected.outputs();
    if (outputs.lakehouse().isEmpty()) {
      return List.of();
    }
    FactoryValues values = FactoryValues.of(outputs, workspaceId(outputs), this::jobId);
    return new FactoryPublication(
            new FactoryClient(connected.access(), outputs.lakehouse().get().factoryId()),
            new PublishedRecords(VolumeRecords.of(workspace, environment, catalog)),
            policy.adoption(),
            policy.drift(),
            progress)
        .run(ArtefactFolder.of(Folders.current().home()).read(values), mode);
  }

  private String workspaceId(OutputValues outputs) {
    List<String> found = new ArrayList<>();
    new ManagementClients(connected.access())
        .resources(outputs.subscriptionId())
        .getResources()
        .listByResourceGroup(
            outputs.resourceGroup(),
            "resourceType eq '" + WORKSPACES + "'",
            null,
            null,
            Context.NONE)
        .forEach(each -> found.add(ResourceId.fromString(each.id()).id()));
    if (found.size() != 1) {
      throw Failure.of(
          "Cannot publish the data factory: found the workspaces %s in the resource group %s;"
              + " expected one. Check that you have the role Reader on the resource group.",
          found, outputs.resourceGroup());
    }
    return found.get(0);
  }

  /** A pipeline without a job only copies. */
  private String jobId(String name) {
    return workspace.call(
        "find the job " + name,
        client -> {
          for (BaseJob job : client.jobs().list(new ListJobsRequest().setName(name))) {
            return Long.toString(job.getJobId());
          }
          return "";
        });
  }
}
