package io.quarterdeck.cli.streaming;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarterdeck.azure.blob.LakeFiles;
import io.quarterdeck.azure.datafactory.FactoryClient;
import io.quarterdeck.azure.datafactory.PipelineRuns;
import io.quarterdeck.azure.datafactory.PipelineRuns.Finished;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.contract.StreamingPipeline;
import io.quarterdeck.contract.StreamingSource;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.loader.sample.GeneratedRetail;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies the files of stores and products with the pipeline of the data factory.
 *
 * @param stack the streaming system of the stack
 * @param deadline the time to wait for the end of a run
 * @param progress receives the activities of the run
 */
record ReferenceCopies(StreamingStack stack, Duration deadline, Progress progress) {
  /** Returns whether a copy of both datasets is complete. */
  boolean exist() {
    LakeFiles landing = stack.landing(progress);
    return Arrays.stream(StreamingSource.values())
        .allMatch(
            source ->
                landing.list(source.dataset()).stream()
                    .anyMatch(path -> path.endsWith("/" + LakehouseSource.MANIFEST)));
  }

  /** Generates the files that the web server of the local stack does not have. */
  static void generate(SampleFiles files, long seed) {
    for (StreamingSource source : StreamingSource.values()) {
      String name = source.dataset() + ".csv";
      if (!files.has(name)) {
        files.write(name, csv(source, seed).getBytes(UTF_8));
      }
    }
  }

  private static String csv(StreamingSource source, long seed) {
    List<String> lines =
        switch (source) {
          case STORES -> GeneratedRetail.stores(seed);
          case PRODUCTS -> GeneratedRetail.products(seed);
        };
    return String.join("\r\n", lines) + "\r\n";
  }

  /**
   * Copies the files of a day. If an interrupted command started a run, waits for it. Otherwise
   * starts a run.
   *
   * @return the number of rows
   * @throws Failure if the run does not succeed
   */
  long copy(LocalDate day) {
    String pipeline = StreamingPipeline.COPY_REFERENCE_DATA.pipelineName();
    Map<String, String> parameters = Map.of(StreamingPipeline.DAY, day.toString());
    PipelineRuns runs =
        new PipelineRuns(
            new FactoryClient(stack.connected().access(), stack.outputs().factoryId()),
            Backoff.POLITE,
            deadline);
    progress.phase("starting the pipeline " + pipeline);
    Optional<String> active = runs.active(pipeline, parameters);
    Finished finished =
        runs.awaitSuccess(
            active.orElseGet(() -> runs.start(pipeline, parameters)),
            PipelineRuns.JobDisplay.NONE,
            progress);
    return finished.rows();
  }
}
