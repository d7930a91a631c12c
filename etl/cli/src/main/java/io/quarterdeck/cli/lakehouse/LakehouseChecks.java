package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.blob.LakeFiles;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.outputs.OutputValues.Lakehouse;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.cli.doctor.Check;
import io.quarterdeck.cli.doctor.ContainersCheck;
import io.quarterdeck.cli.doctor.ResourceCheck;
import io.quarterdeck.cli.doctor.SystemChecks;
import io.quarterdeck.cli.factory.CheckedFactory;
import io.quarterdeck.cli.factory.PipelinesCheck;
import io.quarterdeck.cli.factory.ScheduleCheck;
import io.quarterdeck.contract.ApiVersions;
import io.quarterdeck.contract.LakehousePipeline;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.progress.Progress;
import java.util.Arrays;
import java.util.List;

/**
 * The checks of the lakehouse system: whether the container of the tables, the data factory and the
 * Synapse workspace exist, whether the pipelines are published with their jobs, whether exactly one
 * of Airflow and the triggers starts the pipelines, and whether the model still fits the questions.
 */
public final class LakehouseChecks implements SystemChecks {
  /** The check of the data factory. */
  private static final String FACTORY = "data factory";

  @Override
  public PlatformSystemName system() {
    return PlatformSystemName.LAKEHOUSE;
  }

  @Override
  public List<Check> checks(OutputValues outputs, ManagementClients clients) {
    Lakehouse lakehouse = outputs.requireLakehouse();
    CheckedFactory factory =
        new CheckedFactory(FACTORY, lakehouse.factoryId(), outputs.environment());
    return List.of(
        new ContainersCheck("lake container", outputs, List.of(lakehouse.container()), clients),
        new ResourceCheck(
            FACTORY,
            lakehouse.factoryId(),
            ApiVersions.of("azure-native:datafactory:Factory").version(),
            clients),
        pipelines(factory, clients),
        new ScheduleCheck(
            "lakehouse schedule",
            factory,
            lakehouse.schedule(),
            "To use Airflow instead, set quarterdeck:lakehouseSchedule to airflow.",
            clients),
        new ResourceCheck(
            "synapse workspace",
            lakehouse.synapseId(),
            ApiVersions.of("azure-native:synapse:Workspace").version(),
            clients));
  }

  private static Check pipelines(CheckedFactory factory, ManagementClients clients) {
    List<String> names =
        Arrays.stream(LakehousePipeline.values()).map(LakehousePipeline::pipelineName).toList();
    return new PipelinesCheck("lakehouse pipelines", factory, names, names, "lakehouse", clients);
  }

  @Override
  public List<Check> results(OutputValues outputs, Stack stack) {
    return List.of(
        new DriftCheck(
            new LakeFiles(
                stack.blob(), outputs.requireLakehouse().container(), Progress.silent())));
  }

  @Override
  public List<String> providers() {
    return List.of("Microsoft.DataFactory", "Microsoft.Synapse");
  }
}
