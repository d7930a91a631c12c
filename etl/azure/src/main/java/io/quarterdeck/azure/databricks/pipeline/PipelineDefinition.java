package io.quarterdeck.azure.databricks.pipeline;

import com.databricks.sdk.service.pipelines.FileLibrary;
import com.databricks.sdk.service.pipelines.Notifications;
import com.databricks.sdk.service.pipelines.PipelineCluster;
import com.databricks.sdk.service.pipelines.PipelineLibrary;
import com.databricks.sdk.service.pipelines.PipelineSpec;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.azure.databricks.job.LakeTasks;
import io.quarterdeck.azure.databricks.job.MachineAttributes;
import io.quarterdeck.contract.OrdersPipeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Defines the declarative pipeline on a stack. The same inputs always produce the same definition.
 *
 * @param environment the environment, with the container of the streaming system
 * @param options the options of the jobs, which apply to the pipeline, too
 * @param places where the pipeline finds its code and creates its tables
 */
public record PipelineDefinition(JobEnvironment environment, JobOptions options, Places places) {
  /**
   * Places in the workspace.
   *
   * @param jar the path of the jobs' jar, which the local stack runs in place of the SQL; absent in
   *     a bundle, which is not deployed to the local stack
   * @param sourceFile the path of the SQL file
   * @param catalog the catalog of the tables
   * @param schema the schema of the tables, without the catalog
   */
  public record Places(Optional<String> jar, String sourceFile, String catalog, String schema) {}

  /** Only this edition checks expectations ("Configure pipelines", Databricks). */
  private static final String EDITION = "ADVANCED";

  /**
   * Returns the definition. The pipeline runs on a cluster in the network of the stack, as the jobs
   * do: serverless compute reaches a storage account without public access only through private
   * endpoints that an account administrator creates.
   */
  public PipelineSpec spec() {
    PipelineSpec spec =
        new PipelineSpec()
            .setName(OrdersPipeline.NAME)
            .setCatalog(places.catalog())
            .setSchema(places.schema())
            .setConfiguration(configuration())
            .setLibraries(
                List.of(
                    new PipelineLibrary().setFile(new FileLibrary().setPath(places.sourceFile()))))
            .setClusters(List.of(cluster()))
            .setChannel("CURRENT")
            .setEdition(EDITION)
            .setContinuous(false)
            .setServerless(false)
            .setPhoton(options.engine() == JobOptions.Engine.PHOTON)
            .setDevelopment(!environment.isProduction())
            .setTags(tags());
    if (!options.failureMail().isEmpty()) {
      spec.setNotifications(
          List.of(
              new Notifications()
                  .setEmailRecipients(options.failureMail())
                  .setAlerts(
                      List.of("on-update-failure", "on-update-fatal-failure", "on-flow-failure"))));
    }
    return spec;
  }

  private Map<String, String> configuration() {
    Map<String, String> configuration = new TreeMap<>();
    configuration.put(OrdersPipeline.LAKE, environment.lake().requireStreaming().toString());
    places.jar().ifPresent(jar -> configuration.put(OrdersPipeline.JAR, jar));
    return configuration;
  }

  private PipelineCluster cluster() {
    return new PipelineCluster()
        .setLabel("default")
        .setNodeTypeId(options.nodeType())
        .setNumWorkers((long) options.workers())
        .setAzureAttributes(MachineAttributes.of(options.machines()))
        .setCustomTags(tags());
  }

  private Map<String, String> tags() {
    return LakeTasks.tags(environment, "streaming");
  }
}
