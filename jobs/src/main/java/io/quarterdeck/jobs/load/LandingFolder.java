package io.quarterdeck.jobs.load;

import io.quarterdeck.jobs.blob.BlobFiles;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * A dataset's folder in the landing container, and the quarantine container for files that cannot
 * be loaded.
 */
final class LandingFolder {
  private static final String REJECTS = ".rejects.csv";

  private final URI landing;
  private final URI quarantine;
  private final String dataset;
  private final BlobFiles blob;

  LandingFolder(URI landing, URI quarantine, String dataset, BlobFiles blob) {
    this.landing = landing;
    this.quarantine = quarantine;
    this.dataset = dataset;
    this.blob = blob;
  }

  /** Returns the folder as container and path. */
  String shown() {
    return landing.getUserInfo() + "/" + dataset + "/";
  }

  /** Returns the files, oldest first. Names that start with a dot or an underscore are ignored. */
  List<LandedFile> files() {
    try {
      return blob.list(new Path(landing + "/" + dataset)).stream()
          .map(LandedFile::of)
          .filter(file -> !file.name().startsWith(".") && !file.name().startsWith("_"))
          .sorted(
              Comparator.comparingLong(LandedFile::modified)
                  .thenComparing(file -> file.path().toString()))
          .toList();
    } catch (IOException e) {
      throw cannot("list " + shown(), e);
    }
  }

  /** Downloads a file. */
  void fetch(LandedFile file, java.nio.file.Path local) {
    try {
      blob.fetch(file.path(), local);
    } catch (IOException e) {
      throw cannot("read " + file.shown(), e);
    }
  }

  /**
   * Moves a file to the same path in the quarantine container. The file is copied before the
   * original is deleted, so it always exists in at least one container.
   */
  void quarantine(LandedFile file) {
    Path place = new Path(quarantine + file.path().toUri().getPath());
    try {
      blob.copy(file.path(), place);
      blob.delete(file.path());
    } catch (IOException e) {
      throw cannot("move " + file.shown() + " to quarantine", e);
    }
  }

  /** Returns the container and path of a quarantined file. */
  String quarantined(LandedFile file) {
    return quarantine.getUserInfo() + file.path().toUri().getPath();
  }

  /** Stores the rejects of a file next to it in the quarantine container. */
  String quarantineRejects(LandedFile file, java.nio.file.Path rejects) {
    String name = file.path().toUri().getPath() + REJECTS;
    try {
      blob.put(rejects, new Path(quarantine + name));
    } catch (IOException e) {
      throw cannot("store the rejects of " + file.shown(), e);
    }
    return quarantined(file) + REJECTS;
  }

  static Failure cannot(String what, IOException cause) {
    return Failure.causedBy(
        cause,
        "Cannot %s: %s; expected a storage account that the job can reach and "
            + "write to. No file was lost. Fix the cause, then run the job again.",
        what,
        Causes.brief(cause));
  }
}
