package io.quarterdeck.jobs.load;

import io.quarterdeck.jobs.blob.BlobFiles;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/**
 * The files that a run sends to quarantine, and why. They are written down there: a task that is
 * tried again finds them in landing no more, and without this it would succeed and nobody be told.
 */
final class Refusals {
  private final BlobFiles blob;
  private final Path note;
  private final Map<String, String> faults = new LinkedHashMap<>();

  private Refusals(BlobFiles blob, Path note) {
    this.blob = blob;
    this.note = note;
  }

  /**
   * Those of a run, with what earlier tries of it refused.
   *
   * @param note where they are written down: a line for each file, a tab between it and its fault
   * @throws io.quarterdeck.etl.Failure when Blob does not answer
   */
  static Refusals of(BlobFiles blob, Path note) {
    Refusals refusals = new Refusals(blob, note);
    try {
      blob.read(note).stream()
          .flatMap(String::lines)
          .map(line -> line.split("\t", 2))
          .forEach(file -> refusals.faults.put(file[0], file[1]));
    } catch (IOException e) {
      throw LandingFolder.cannot("read " + note, e);
    }
    return refusals;
  }

  /**
   * Writes one down.
   *
   * @param file the file, as people know it
   * @param fault what it is refused for
   */
  void add(String file, String fault) {
    faults.put(file, fault.replaceAll("\\s+", " "));
    try {
      blob.write(
          note,
          faults.entrySet().stream()
              .map(each -> each.getKey() + "\t" + each.getValue() + "\n")
              .collect(Collectors.joining()));
    } catch (IOException e) {
      throw LandingFolder.cannot("write " + note, e);
    }
  }

  boolean isEmpty() {
    return faults.isEmpty();
  }

  /** The files, as people know them. */
  Set<String> files() {
    return faults.keySet();
  }

  /** What they were refused for. */
  Collection<String> faults() {
    return faults.values();
  }
}
