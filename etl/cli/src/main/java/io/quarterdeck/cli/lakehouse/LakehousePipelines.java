package io.quarterdeck.cli.lakehouse;

import com.azure.core.util.Context;
import com.azure.resourcemanager.resources.fluentcore.arm.ResourceId;
import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import io.quarterdeck.azure.databricks.setup.JobStarter;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.azure.datafactory.FactoryApplication;
import io.quarterdeck.azure.datafactory.FactoryPublication;
import io.quarterdeck.azure.datafactory.FactoryValues;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.cli.factory.FactoryRegister;
import io.quarterdeck.contract.LakehousePipeline;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Publishes the pipelines of the lakehouse to its data factory. Run it after the jobs are
 * registered, because the pipelines refer to them.
 */
public record LakehousePipelines(FactoryRegister register) {
  private static final String WORKSPACES = "Microsoft.Databricks/workspaces";

  /** The folder of the records in the volume. */
  private static final String RECORDS = "datafactory";

  /**
   * Publishes the pipelines, if the stack has the system lakehouse.
   *
   * @return the changes, one line each
   * @throws Failure if the data factory refuses a request
   */
  public List<String> run(FactoryPublication.Mode mode, Progress progress) {
    OutputValues outputs = register.connected().outputs();
    if (outputs.lakehouse().isEmpty()) {
      return List.of();
    }
    FactoryValues values = FactoryValues.of(outputs, workspaceId(outputs), this::jobId);
    List<String> lines = new ArrayList<>(rights(outputs, mode, progress));
    lines.addAll(
        register.publish(
            new FactoryRegister.Publication(
                PlatformSystemName.LAKEHOUSE,
                outputs.lakehouse().get().factoryId(),
                RECORDS,
                values),
            mode,
            progress));
    return List.copyOf(lines);
  }

  /** Lets the factory start the jobs to which the pipelines refer. */
  private List<String> rights(
      OutputValues outputs, FactoryPublication.Mode mode, Progress progress) {
    JobStarter starter =
        new JobStarter(
            register.workspace(),
            new FactoryApplication(register.connected().access(), outputs)
                .principal()
                .orElseThrow());
    List<String> lines = new ArrayList<>();
    for (LakehousePipeline pipeline : LakehousePipeline.values()) {
      String job = pipeline.job().jobName();
      Optional<String> id = Optional.of(jobId(job)).filter(text -> !text.isEmpty());
      for (WorkspaceChange change : starter.missing(job, id)) {
        lines.add("+ " + change.what());
        if (mode == FactoryPublication.Mode.APPLY) {
          progress.phase(change.what());
          change.make().run();
        }
      }
    }
    return lines;
  }

  private String workspaceId(OutputValues outputs) {
    List<String> found = new ArrayList<>();
    new ManagementClients(register.connected().access())
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
    return register
        .workspace()
        .call(
            "find the job " + name,
            client -> {
              for (BaseJob job : client.jobs().list(new ListJobsRequest().setName(name))) {
                return Long.toString(job.getJobId());
              }
              return "";
            });
  }
}
