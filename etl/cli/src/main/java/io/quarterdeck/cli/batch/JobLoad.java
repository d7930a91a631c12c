package io.quarterdeck.cli.batch;

import io.quarterdeck.azure.blob.CurrentExport;
import io.quarterdeck.azure.blob.ExportedLoad;
import io.quarterdeck.azure.blob.Landing;
import io.quarterdeck.azure.stack.ExportResult;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.load.RowReading;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.rows.FileDigest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Loads a file with the dataset's job. It uploads the file to the landing container and runs the
 * job. The job's load task loads the file, and the manifest of its export task lists the loads.
 * This class does not connect to the database.
 *
 * @param stack the stack that runs the job
 * @param datasetFile the dataset file
 * @param deadline the maximum time to wait for the job
 * @param reading the file and how to read it
 */
record JobLoad(Stack stack, Path datasetFile, RowReading reading, Duration deadline) {
  /**
   * The result of the load.
   *
   * @param load the file's load
   * @param export the export that contains the load
   * @param outcome whether the job ran
   */
  record Result(ExportedLoad load, ExportResult export, Outcome outcome) {}

  /** Whether the job ran. */
  enum Outcome {
    LOADED,
    ALREADY_LOADED
  }

  /**
   * Loads the file, unless the current export contains it. The file is validated locally first,
   * because a cluster takes minutes to start and the job retries twice before it reports an invalid
   * file.
   *
   * @throws Failure if the file does not fit the dataset, Blob cannot be written to, or the run
   *     fails
   */
  Result run(Progress progress) {
    progress.phase("reading the file's digest");
    FileDigest digest = FileDigest.of(reading.file(), dataset().csv().encoding());
    Optional<Result> before = result(current(progress), digest, Outcome.ALREADY_LOADED);
    if (before.isPresent()) {
      return before.get();
    }
    progress.phase("checking the file");
    reading.alone(progress).rejectsFile().ifPresent(rejects -> sayWhoseLimit(rejects, progress));
    String landed =
        new Landing(stack.blob()).upload(reading.file(), dataset().name(), digest, progress);
    stack.jobs().export(datasetFile, deadline, progress);
    Optional<CurrentExport> after = current(progress);
    return result(after, digest, Outcome.LOADED).orElseThrow(() -> passedOver(landed, after));
  }

  private static Optional<Result> result(
      Optional<CurrentExport> current, FileDigest digest, Outcome outcome) {
    return current.flatMap(
        export ->
            export.load(digest.sha256()).map(load -> new Result(load, export.result(), outcome)));
  }

  private static void sayWhoseLimit(Path rejects, Progress progress) {
    progress.note(
        "Rejects: "
            + rejects
            + ". The job has its own limit for rejects: set it with ./quarterdeck register"
            + " --max-rejects.");
  }

  private Dataset dataset() {
    return reading.dataset();
  }

  private Optional<CurrentExport> current(Progress progress) {
    return CurrentExport.read(stack.blob(), dataset().name(), progress);
  }

  private Failure passedOver(String landed, Optional<CurrentExport> current) {
    String found = "Cannot find " + landed + " in the export of " + dataset().name() + ": ";
    if (current.filter(export -> export.loads().isEmpty()).isPresent()) {
      return Failure.of(
          "%sits manifest does not name files, because the job's jar is older; expected a jar of"
              + " this version. Run ./quarterdeck register, then run this again.",
          found);
    }
    return Failure.of(
        "%sthe run succeeded and exported other loads; expected this file's rows. The file's load"
            + " was rolled back or replaced, and the job does not load the same bytes again. To"
            + " load it anyway, run ./quarterdeck load --force inside the network.",
        found);
  }
}
