package io.quarterdeck.jobs.outcome;

import static java.util.stream.Collectors.joining;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.jobs.blob.BlobFiles;
import io.quarterdeck.jobs.export.Causes;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * What the tasks of one run record for those that follow: the files that they refused, and the
 * permanent failure that one of them ended with. It is a small text file in the quarantine
 * container, {@code DATASET/_refused/run=ID-REPAIR.txt}; readers of the container skip names that
 * begin with an underscore.
 *
 * <p>Databricks retries each task that fails, whatever the reason, and has no way to refuse a retry
 * (Jobs API 2.2, {@code max_retries}). So a task with a permanent failure records it here and ends
 * without an error, and the task {@code outcome}, which has no retries, fails the run.
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
   * The record of a run, with what its tasks and their earlier attempts wrote.
   *
   * @param quarantine the quarantine container, as {@code abfs://CONTAINER@HOST}
   * @param runId the run's id
   * @param repair how often the run was repaired: a repaired run starts with an empty record
   * @throws Failure when Blob does not answer
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
   * @param fault why
   */
  public void refuse(String file, String fault) {
    refused.put(file, line(fault));
    write("");
  }

  /**
   * Records a permanent failure of a task.
   *
   * @param task the task's key
   * @param message the whole message
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
    return new Failure(
        "Cannot %s: %s; expected a storage account that can be reached and that the job may write to. Check the job's rights on the container, then run it again."
            .formatted(what, Causes.brief(cause)),
        cause);
  }
}
