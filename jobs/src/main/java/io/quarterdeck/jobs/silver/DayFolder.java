package io.quarterdeck.jobs.silver;

import io.quarterdeck.jobs.blob.BlobFile;
import io.quarterdeck.jobs.blob.BlobFiles;
import io.quarterdeck.loader.dataset.LakeDataset;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * The folder with the files of a day.
 *
 * @param path the folder's URI
 */
record DayFolder(LakeDataset dataset, LocalDate day, String path) {
  private static final String SUCCESS = "_SUCCESS";

  /**
   * Checks that the files are complete.
   *
   * @throws Failure if there are no files, or the folder's source has not finished writing
   */
  void check(BlobFiles blob) {
    List<String> names = names(blob);
    String suffix =
        switch (dataset.source()) {
          case PARQUET, POSTGRES -> ".parquet";
          case CSV -> ".csv";
        };
    if (names.stream().noneMatch(name -> name.endsWith(suffix))) {
      String kind = suffix.equals(".csv") ? "CSV" : "Parquet";
      throw incomplete("no " + kind + " file in " + path);
    }
    boolean marked =
        switch (dataset.source()) {
          case PARQUET, CSV -> names.contains(SUCCESS);
          // Data Factory writes no marker; the run copies a table before it starts the ingest.
          case POSTGRES -> true;
        };
    if (!marked) {
      throw incomplete("no " + SUCCESS + " in " + path);
    }
  }

  private List<String> names(BlobFiles blob) {
    try {
      return blob.list(new Path(path)).stream().map(BlobFile::path).map(Path::getName).toList();
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot ingest %s of %s: found %s; expected an accessible folder %s. Check that the"
              + " storage account is reachable and its credentials are right.",
          dataset.name(),
          day,
          Causes.brief(e),
          path);
    }
  }

  private Failure incomplete(String found) {
    return Failure.of(
        "Cannot ingest %s of %s: found %s; expected the complete files of the day. Nothing was"
            + " changed. Copy the day, then run the ingest again.",
        dataset.name(), day, found);
  }
}
