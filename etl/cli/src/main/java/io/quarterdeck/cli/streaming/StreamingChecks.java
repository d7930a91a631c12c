package io.quarterdeck.cli.streaming;

import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.connection.JobEnvironments;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.cli.doctor.AppCheck;
import io.quarterdeck.cli.doctor.Check;
import io.quarterdeck.cli.doctor.ContainersCheck;
import io.quarterdeck.cli.doctor.ResourceCheck;
import io.quarterdeck.cli.doctor.SystemChecks;
import io.quarterdeck.cli.factory.CheckedFactory;
import io.quarterdeck.cli.factory.PipelinesCheck;
import io.quarterdeck.cli.factory.ScheduleCheck;
import io.quarterdeck.contract.ApiVersions;
import io.quarterdeck.contract.LakehouseSchedule;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.contract.StreamingPipeline;
import java.util.Arrays;
import java.util.List;

/**
 * The checks of the streaming system: whether the container, the Event Hubs namespace and the data
 * factory exist, whether the function app runs, whether the pipeline of the data factory is
 * published and a trigger starts it, and whether the service credential and the declarative
 * pipeline exist.
 */
public final class StreamingChecks implements SystemChecks {
  private static final String FACTORY = "streaming data factory";

  @Override
  public PlatformSystemName system() {
    return PlatformSystemName.STREAMING;
  }

  @Override
  public List<Check> checks(OutputValues outputs, ManagementClients clients) {
    CheckedFactory factory =
        new CheckedFactory(FACTORY, outputs.requireStreaming().factoryId(), outputs.environment());
    return List.of(
        new ContainersCheck(
            "streaming container",
            outputs,
            List.of(outputs.requireStreaming().container()),
            clients),
        namespace(outputs, clients),
        app(outputs, clients),
        new ResourceCheck(
            FACTORY,
            factory.id(),
            ApiVersions.of("azure-native:datafactory:Factory").version(),
            clients),
        new PipelinesCheck(
            "streaming pipelines",
            factory,
            Arrays.stream(StreamingPipeline.values()).map(StreamingPipeline::pipelineName).toList(),
            List.of(),
            "streaming",
            clients),
        new ScheduleCheck(
            "streaming schedule", factory, LakehouseSchedule.DATA_FACTORY, "", clients));
  }

  @Override
  public List<Check> workspace(ConnectedStack stack) {
    return inWorkspace(JobEnvironments.of(stack));
  }

  /** Returns the checks of what the commands create in the Databricks workspace. */
  public static List<Check> inWorkspace(JobEnvironment environment) {
    return List.of(new EventsCredentialCheck(environment), new OrdersPipelineCheck(environment));
  }

  /** Returns the check of the Event Hubs namespace. */
  static Check namespace(OutputValues outputs, ManagementClients clients) {
    return new ResourceCheck(
        "event hubs",
        outputs.resourceGroupId()
            + "/providers/Microsoft.EventHub/namespaces/"
            + outputs.requireStreaming().namespace(),
        ApiVersions.of("azure-native:eventhub:Namespace").version(),
        clients);
  }

  private static Check app(OutputValues outputs, ManagementClients clients) {
    return new AppCheck(
        "function app",
        outputs.resourceGroupId()
            + "/providers/Microsoft.Web/sites/"
            + outputs.requireStreaming().functionApp(),
        ApiVersions.of("azure-native:web:WebApp").version(),
        clients);
  }

  /** Also the provider of the service to which the subnet of the function app is delegated. */
  @Override
  public List<String> providers() {
    return List.of("Microsoft.EventHub", "Microsoft.Web", "Microsoft.App", "Microsoft.DataFactory");
  }
}
