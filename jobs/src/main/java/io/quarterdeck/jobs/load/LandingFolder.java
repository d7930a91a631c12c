package io.quarterdeck.jobs.load;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.jobs.blob.BlobFiles;
import io.quarterdeck.jobs.export.Causes;
import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** A dataset's folder in the landing container, and where files go that cannot be loaded. */
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

  /** As people know it: container and folder. */
  String shown() {
    return landing.getUserInfo() + "/" + dataset + "/";
  }

  /** The files, the oldest first; names that begin with a dot or an underscore are not meant. */
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

  /** Copies the file to this machine. */
  void fetch(LandedFile file, java.nio.file.Path local) {
    try {
      blob.fetch(file.path(), local);
    } catch (IOException e) {
      throw cannot("read " + file.shown(), e);
    }
  }

  /**
   * Moves the file to the quarantine container, under the same path. It is never in neither: the
   * copy is there before the file is deleted.
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

  /** Where a file is that went to quarantine: container and path. */
  String quarantined(LandedFile file) {
    return quarantine.getUserInfo() + file.path().toUri().getPath();
  }

  /** Puts the rejects of a file beside it in the quarantine container. */
  String quarantineRejects(LandedFile file, java.nio.file.Path rejects) {
    String name = file.path().toUri().getPath() + REJECTS;
    try {
      blob.put(rejects, new Path(quarantine + name));
    } catch (IOException e) {
      throw cannot("keep the rejects of " + file.shown(), e);
    }
    return quarantined(file) + REJECTS;
  }

  static Failure cannot(String what, IOException cause) {
    return new Failure(
        "Cannot "
            + what
            + ": "
            + Causes.brief(cause)
            + "; expected a storage account that can be reached and that the job may write to."
            + " Nothing was lost: mend that, then run it again.",
        cause);
  }
}
