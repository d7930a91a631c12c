package io.quarterdeck.jobs.load;

import static java.util.stream.Collectors.joining;

import io.quarterdeck.jobs.blob.BlobFiles;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * The outcome record of a run, which tasks write for later tasks: the refused files, and the
 * permanent failure of a task. It is a small text file in the quarantine container, {@code
 * DATASET/_refused/run=ID-REPAIR.txt}. Readers of the container ignore names that start with an
 * underscore.
 *
 * <p>Databricks retries every failed task, and a task cannot prevent a retry (Jobs API 2.2, {@code
 * max_retries}). A task with a permanent failure therefore records it here and ends without an
 * error. The task {@code outcome}, which has no retries, then fails the run.
 */
public final class RunOutcome {
  private static final String FILE = "file";
  private static final String TASK = "task";

  private final BlobFiles blob;
  private final Path record;
  private final Map<String, String> refused = new LinkedHashMap<>();
  private Optional<String> failure = Optional.empty();

  private RunOutcome(BlobFiles blob, Path record) {
    this.blob = blob;
    this.record = record;
  }

  /**
   * Reads the record of a run, with the entries of all tasks and their earlier attempts.
   *
   * @param quarantine the quarantine container, as {@code abfs://CONTAINER@HOST}
   * @param runId the run's id
   * @param repair the number of times the run was repaired; a repaired run starts with an empty
   *     record
   * @throws Failure if the record cannot be read
   */
  public static RunOutcome of(
      BlobFiles blob, URI quarantine, String dataset, String runId, String repair) {
    RunOutcome outcome =
        new RunOutcome(
            blob,
            new Path("%s/%s/_refused/run=%s-%s.txt".formatted(quarantine, dataset, runId, repair)));
    outcome.read();
    return outcome;
  }

  private void read() {
    try {
      blob.read(record).stream()
          .flatMap(String::lines)
          .map(line -> line.split("\t", 3))
          .forEach(
              line -> {
                if (line[0].equals(FILE)) {
                  refused.put(line[1], line[2]);
                } else {
                  failure = Optional.of(line[2]);
                }
              });
    } catch (IOException e) {
      throw cannot("read " + record, e);
    }
  }

  /**
   * Records that a file was refused.
   *
   * @param file the file, as container/path
   * @param fault the reason
   */
  public void refuse(String file, String fault) {
    refused.put(file, line(fault));
    write("");
  }

  /**
   * Records a permanent failure of a task.
   *
   * @param task the task's key
   * @param message the complete message
   */
  public void fail(String task, String message) {
    failure = Optional.of(line(message));
    write("%s\t%s\t%s\n".formatted(TASK, task, failure.get()));
  }

  /** The files that were refused, as container/path, each with the reason. */
  public Map<String, String> refused() {
    return refused;
  }

  /** The permanent failure of a task, if there is one. */
  public Optional<String> failure() {
    return failure;
  }

  private void write(String end) {
    String text =
        refused.entrySet().stream()
            .map(file -> "%s\t%s\t%s\n".formatted(FILE, file.getKey(), file.getValue()))
            .collect(joining());
    try {
      blob.write(record, text + end);
    } catch (IOException e) {
      throw cannot("write " + record, e);
    }
  }

  private static String line(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private static Failure cannot(String what, IOException cause) {
    return Failure.causedBy(
        cause,
        "Cannot %s: %s; expected a storage account that the job can reach and "
            + "write to. Check the job's rights on the container, then run it again.",
        what,
        Causes.brief(cause));
  }
}
