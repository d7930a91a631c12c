package io.quarterdeck.jobs.load;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.jobs.export.Causes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** A dataset's folder in the landing container, and where files go that cannot be loaded. */
final class LandingFolder {
  private final URI landing;
  private final URI quarantine;
  private final String dataset;
  private final Configuration configuration;

  LandingFolder(URI landing, URI quarantine, String dataset, Configuration configuration) {
    this.landing = landing;
    this.quarantine = quarantine;
    this.dataset = dataset;
    this.configuration = configuration;
  }

  /** As people know it: container and folder. */
  String shown() {
    return landing.getUserInfo() + "/" + dataset + "/";
  }

  /** The files, the oldest first; names that begin with a dot or an underscore are not meant. */
  List<LandedFile> files() {
    Path folder = new Path(landing + "/" + dataset);
    // A folder that is listed twice, as Azurite does, has its files once.
    Set<LandedFile> found = new HashSet<>();
    try {
      RemoteIterator<LocatedFileStatus> files =
          folder.getFileSystem(configuration).listFiles(folder, true);
      while (files.hasNext()) {
        LandedFile file = LandedFile.of(files.next());
        if (!file.name().startsWith(".") && !file.name().startsWith("_")) {
          found.add(file);
        }
      }
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw cannot("list " + shown(), e);
    }
    return found.stream()
        .sorted(
            Comparator.comparingLong(LandedFile::modified)
                .thenComparing(file -> file.path().toString()))
        .toList();
  }

  /** Copies the file to this machine. */
  void fetch(LandedFile file, java.nio.file.Path local) {
    try {
      FileSystem files = file.path().getFileSystem(configuration);
      files.copyToLocalFile(false, file.path(), new Path(local.toUri()), true);
    } catch (IOException e) {
      throw cannot("read " + file.shown(), e);
    }
  }

  /**
   * Moves the file to the quarantine container, under the same path. It is never in neither: the
   * copy is there before the file is deleted.
   *
   * @return where it is now: container and path
   */
  String quarantine(LandedFile file) {
    Path place = new Path(quarantine + file.path().toUri().getPath());
    try {
      FileUtil.copy(
          file.path().getFileSystem(configuration),
          file.path(),
          place.getFileSystem(configuration),
          place,
          true,
          true,
          configuration);
    } catch (IOException e) {
      throw cannot("move " + file.shown() + " to quarantine", e);
    }
    return quarantine.getUserInfo() + place.toUri().getPath();
  }

  /** Puts the rejects of a file beside it in the quarantine container. */
  String quarantineRejects(LandedFile file, java.nio.file.Path rejects) {
    Path place = new Path(quarantine + file.path().toUri().getPath() + ".rejects.csv");
    try {
      place
          .getFileSystem(configuration)
          .copyFromLocalFile(false, true, new Path(rejects.toUri()), place);
    } catch (IOException e) {
      throw cannot("keep the rejects of " + file.shown(), e);
    }
    return quarantine.getUserInfo() + place.toUri().getPath();
  }

  private static Failure cannot(String what, IOException cause) {
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
