package io.quarterdeck.loader.load;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.reject.RejectFile;
import io.quarterdeck.loader.reject.RejectLimit;
import io.quarterdeck.loader.reject.RejectsLoad;
import io.quarterdeck.loader.rows.DuplicateCounting;
import io.quarterdeck.loader.rows.RowOptions;
import io.quarterdeck.loader.rows.RowPipeline;
import io.quarterdeck.loader.rows.RowSink;
import io.quarterdeck.loader.rows.RowSinkException;
import io.quarterdeck.loader.rows.RowSource;
import io.quarterdeck.loader.rows.RowSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a file once. Rows that fit go to the sinks, the others to a file of rejects.
 *
 * @param file the file
 * @param dataset its dataset
 * @param rejectLimit the limit of rejects
 * @param duplicates whether to count duplicates
 * @param rejectsFile where to write rejects, if there are any
 */
public record RowReading(
    Path file,
    Dataset dataset,
    RejectLimit rejectLimit,
    DuplicateCounting duplicates,
    Path rejectsFile) {
  /**
   * The result of reading.
   *
   * @param summary counts and profiles
   * @param rejectsFile the file of rejects, if there are any
   */
  public record Result(RowSummary summary, Optional<Path> rejectsFile) {}

  /**
   * Reads the file without a load.
   *
   * @throws Failure if the file cannot be read or has too many rejects
   * @throws RowSinkException if a sink fails
   */
  public Result into(List<? extends RowSink> sinks, Progress progress) throws RowSinkException {
    return into(sinks, 0, Optional.empty(), file -> {}, progress);
  }

  /**
   * Validates the file and keeps only its rejects.
   *
   * @throws Failure if the file cannot be read or has too many rejects
   */
  public Result alone(Progress progress) {
    RowSink nowhere = (bytes, offset, length) -> {};
    try {
      return into(Collections.nCopies(LoadRequest.defaultConnections(), nowhere), progress);
    } catch (RowSinkException e) {
      throw new IllegalStateException("nowhere refuses nothing", e);
    }
  }

  /**
   * Reads the file for a load. The id of the load is the first field of every row.
   *
   * @param rejectsKept receives the complete file of rejects, if there are any, even if there are
   *     too many
   * @throws Failure if the file cannot be read or has too many rejects
   * @throws RowSinkException if a sink fails
   */
  Result into(
      List<? extends RowSink> sinks,
      RejectsLoad load,
      Consumer<Path> rejectsKept,
      Progress progress)
      throws RowSinkException {
    return into(sinks, load.id(), Optional.of(load), rejectsKept, progress);
  }

  private Result into(
      List<? extends RowSink> sinks,
      long loadId,
      Optional<RejectsLoad> load,
      Consumer<Path> rejectsKept,
      Progress progress)
      throws RowSinkException {
    makeFolder(rejectsFile);
    RejectFile rejects = new RejectFile(rejectsFile, load);
    try (rejects) {
      return read(sinks, loadId, rejects, progress);
    } finally {
      rejects.location().ifPresent(rejectsKept);
    }
  }

  private Result read(
      List<? extends RowSink> sinks, long loadId, RejectFile rejects, Progress progress)
      throws RowSinkException {
    RowOptions options =
        new RowOptions(
            loadId, rejectLimit, duplicates, Path.of(System.getProperty("java.io.tmpdir")));
    try {
      RowSummary summary =
          RowPipeline.run(
              new RowSource(file, dataset.csv().encoding()),
              dataset,
              options,
              List.copyOf(sinks),
              rejects,
              progress);
      return new Result(summary, rejects.location());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.causedBy(
          e,
          "Cannot read %s: interrupted; expected no interruption. Nothing was "
              + "published. Run this again.",
          file);
    }
  }

  /** Creates the folder for the file of rejects. */
  static void makeFolder(Path rejectsFile) {
    try {
      Files.createDirectories(rejectsFile.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot create the folder for rejects %s: %s; expected a writable folder. "
              + "Change its permissions, or name another file with --rejects.",
          rejectsFile.getParent(),
          e);
    }
  }
}
