package io.quarterdeck.cli.streaming;

import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.bundle.AssetBundle;
import io.quarterdeck.azure.databricks.bundle.BundleTarget;
import io.quarterdeck.azure.databricks.bundle.BundleVariable;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.azure.databricks.storage.ArtifactVolume;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.contract.HubCredential;
import io.quarterdeck.contract.StreamingSource;
import io.quarterdeck.loader.stream.OrderPipeline;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the streaming system of a stack as a bundle. Sends no requests to the workspace.
 *
 * @param stack the stack
 * @param catalog the catalog of the volume and of the pipeline's tables, if the user named one
 */
public record StreamingBundle(StreamingStack stack, Optional<String> catalog) {
  /** Returns the streaming system of a connected stack. */
  public static StreamingBundle of(ConnectedStack connected, Optional<String> catalog) {
    return new StreamingBundle(StreamingStack.of(connected), catalog);
  }

  /**
   * Writes the files.
   *
   * @param folder the folder of the bundle
   * @param options the options of the jobs
   * @return the paths in the folder
   * @throws io.quarterdeck.loader.failure.Failure if a file cannot be read or written
   */
  public List<String> write(Path folder, JobOptions options) {
    Folders folders = Folders.current();
    Map<StreamingSource, String> datasets = StreamingRegister.datasets(folders.home());
    BundleFolder.Sources sources =
        new BundleFolder.Sources(
            folders.jobJar(),
            folders.home().resolve("streaming/dashboard/orders.lvdash.json"),
            OrderPipeline.in(folders.home()).databricksSql(AssetBundle.lakeInSql()));
    return new BundleFolder(folder, new AssetBundle(options, datasets)).write(sources, values());
  }

  private Optional<BundleFolder.Values> values() {
    JobEnvironment environment = stack.environment();
    if (environment.isLocal()) {
      return Optional.empty();
    }
    URI lake = environment.lake().requireStreaming();
    Map<BundleVariable, String> values = new EnumMap<>(BundleVariable.class);
    values.put(BundleVariable.LAKE, lake.toString());
    values.put(BundleVariable.LANDING, environment.lake().landing().toString());
    values.put(BundleVariable.EVENT_HUBS, stack.outputs().host());
    values.put(BundleVariable.HUB, stack.outputs().hub());
    values.put(BundleVariable.JOB_IDENTITY, environment.runAs().orElseThrow());
    values.put(BundleVariable.SERVICE_CREDENTIAL, HubCredential.name(environment.stack()));
    values.put(BundleVariable.VOLUME, ArtifactVolume.name(environment.stack()));
    catalog.ifPresent(name -> values.put(BundleVariable.CATALOG, name));
    return Optional.of(
        new BundleFolder.Values(
            new BundleTarget(
                environment.stack(),
                environment.isProduction()
                    ? BundleTarget.Mode.PRODUCTION
                    : BundleTarget.Mode.DEVELOPMENT),
            environment.workspace().url(),
            values));
  }
}
