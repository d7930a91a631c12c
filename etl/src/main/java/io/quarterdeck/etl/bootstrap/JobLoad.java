package io.quarterdeck.etl.bootstrap;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.blob.CurrentExport;
import io.quarterdeck.etl.blob.ExportedLoad;
import io.quarterdeck.etl.blob.Landing;
import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.load.RowReading;
import io.quarterdeck.etl.rows.FileDigest;
import io.quarterdeck.etl.stack.ExportResult;
import io.quarterdeck.etl.stack.Stack;
import io.quarterdeck.etl.terminal.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Has a file loaded by the dataset's job: puts it into the landing container and runs the job,
 * whose load task takes it from there and whose export task tells in its manifest what was loaded.
 * Nothing here speaks to the database.
 *
 * @param stack where the job runs
 * @param datasetFile the file that describes it
 * @param deadline how long to wait for the end of the job
 * @param reading how the file to be loaded is read
 */
record JobLoad(Stack stack, Path datasetFile, RowReading reading, Duration deadline) {
  /**
   * What became of the file.
   *
   * @param load its load
   * @param export the export that has its rows
   * @param outcome whether a run was needed
   */
  record Result(ExportedLoad load, ExportResult export, Outcome outcome) {}

  /** Whether the job had to run. */
  enum Outcome {
    LOADED,
    ALREADY_LOADED
  }

  /**
   * Loads it, unless the current export has its rows. It is read here first: a cluster takes
   * minutes to start, and the job tries twice again, to say what can be said at once.
   *
   * @throws Failure when the file does not fit the dataset, Blob cannot be written to, or the run
   *     fails
   */
  Result run(Progress progress) {
    progress.phase("reading the file's digest");
    FileDigest digest = FileDigest.of(reading.file());
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
            + ". The job has a limit of its own for them: ./quarterdeck register --max-rejects sets it.");
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
      return new Failure(
          found
              + "its manifest does not name files, as the job's jar is an older one; expected one of"
              + " this version. Run ./quarterdeck register, then this again.");
    }
    return new Failure(
        found
            + "the run succeeded and exported other loads; expected this file's rows. Its load was"
            + " taken back, or another file took its place, and the job loads the same bytes once:"
            + " inside the network, ./quarterdeck load --force loads it all the same.");
  }
}
