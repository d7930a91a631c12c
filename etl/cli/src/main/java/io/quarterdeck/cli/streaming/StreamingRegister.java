package io.quarterdeck.cli.streaming;

import io.quarterdeck.azure.databricks.StreamingRegistration;
import io.quarterdeck.azure.databricks.artifact.JobJar;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.contract.StreamingSource;
import io.quarterdeck.loader.dataset.DatasetFile;
import io.quarterdeck.loader.dataset.LakeDatasetFile;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.stream.OrderPipeline;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Creates the registration of the streaming system's jobs and pipeline from the files of the
 * project.
 */
public final class StreamingRegister {
  private StreamingRegister() {}

  /**
   * Returns the registration.
   *
   * @param options the jobs' options
   * @param policy how to treat existing jobs
   * @param catalog the catalog for the jobs' files; if absent, the workspace's default catalog
   * @throws io.quarterdeck.loader.failure.Failure if the jar or a dataset file is missing
   */
  public static StreamingRegistration registration(
      StreamingStack stack,
      JobOptions options,
      JobUpsert.Policy policy,
      Optional<String> catalog,
      Progress progress) {
    Folders folders = Folders.current();
    return new StreamingRegistration(
        new StreamingRegistration.Request(
            stack.environment(),
            stack.outputs(),
            datasets(folders.home()),
            OrderPipeline.in(folders.home())
                .databricksSql(stack.environment().lake().requireStreaming().toString()),
            JobJar.of(folders.jobJar()),
            options,
            policy,
            catalog),
        stack.workspace(),
        progress);
  }

  /** Returns the text of each dataset file of the batch data, after checking it. */
  static Map<StreamingSource, String> datasets(Path home) {
    Map<StreamingSource, String> texts = new EnumMap<>(StreamingSource.class);
    for (StreamingSource source : StreamingSource.values()) {
      Path file = home.resolve("streaming/datasets").resolve(source.dataset() + ".yaml");
      LakeDatasetFile.read(file);
      texts.put(source, DatasetFile.text(file));
    }
    return texts;
  }
}
