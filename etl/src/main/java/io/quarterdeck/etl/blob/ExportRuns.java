package io.quarterdeck.etl.blob;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.stack.BlobEndpoint;
import io.quarterdeck.etl.terminal.Progress;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The runs of a dataset's export that lie in Blob. Each keeps its manifest beside its files, so
 * readers can be sent to any of them.
 *
 * @param blob where
 * @param dataset the dataset's name
 * @param progress is told of each time that Blob has to be asked again
 */
public record ExportRuns(BlobEndpoint blob, String dataset, Progress progress) {
  private static final String KEPT = "_manifest.json";

  /**
   * A run that was published once and is still there.
   *
   * @param id the run's id, as in {@code run=ID}
   * @param published when its manifest was written
   * @param export what is in it
   */
  public record Run(String id, OffsetDateTime published, CurrentExport export) {}

  /** All of them, newest first. */
  public List<Run> all() {
    List<Run> runs = new ArrayList<>();
    for (BlobItem item : items(dataset + "/run=")) {
      if (item.getName().endsWith("/" + KEPT)) {
        runs.add(
            new Run(
                item.getName().replaceAll("^.*/run=|/" + KEPT + "$", ""),
                item.getProperties().getLastModified(),
                CurrentExport.parse(content(item.getName()), where(item.getName()))));
      }
    }
    runs.sort(Comparator.comparing(Run::published).reversed());
    return runs;
  }

  /**
   * Makes readers follow this run. Nothing is copied or deleted: the manifest names it again.
   *
   * @return how many blobs of data it has
   * @throws Failure when the run, or data of it, is not there
   */
  public int restore(String id) {
    String folder = dataset + "/run=" + id + "/";
    List<BlobItem> there = items(folder);
    if (there.stream().noneMatch(item -> item.getName().equals(folder + KEPT))) {
      throw new Failure(
          "Cannot send readers to run %s of %s: there is no %s; expected a run that was published once. Without --run this lists them; a deleted one can be undeleted (docs/runbooks/restore.md)."
              .formatted(id, dataset, where(folder + KEPT)));
    }
    byte[] manifest = content(folder + KEPT);
    int files = parquet(there);
    CurrentExport export = CurrentExport.parse(manifest, where(folder + KEPT));
    export
        .result()
        .aggregates()
        .map(path -> path.substring(path.indexOf('/') + 1) + "/")
        .filter(path -> parquet(items(path)) == 0)
        .ifPresent(path -> refuseIncomplete(id, path));
    if (files == 0) {
      refuseIncomplete(id, folder);
    }
    String current = CurrentExport.path(dataset);
    try {
      container().getBlobClient(current).upload(BinaryData.fromBytes(manifest), true);
    } catch (RuntimeException e) {
      throw cannot("write " + where(current), e);
    }
    return files;
  }

  private void refuseIncomplete(String id, String folder) {
    throw new Failure(
        "Cannot send readers to run %s of %s: there is no Parquet in %s; expected the run's files. Undelete them (docs/runbooks/restore.md), or choose another run."
            .formatted(id, dataset, where(folder)));
  }

  private static int parquet(List<BlobItem> items) {
    return (int) items.stream().filter(item -> item.getName().endsWith(".parquet")).count();
  }

  private List<BlobItem> items(String prefix) {
    try {
      return container().listBlobs(new ListBlobsOptions().setPrefix(prefix), null).stream()
          .toList();
    } catch (RuntimeException e) {
      throw cannot("list " + where(prefix), e);
    }
  }

  private byte[] content(String name) {
    try {
      return container().getBlobClient(name).downloadContent().toBytes();
    } catch (BlobStorageException e) {
      throw cannot("read " + where(name), e);
    }
  }

  private BlobContainerClient container() {
    return Blobs.container(blob, blob.containers().curated(), progress);
  }

  private String where(String path) {
    return blob.containers().curated() + "/" + path;
  }

  private static Failure cannot(String what, RuntimeException cause) {
    BlobTrouble trouble = BlobTrouble.of(cause);
    return new Failure(
        "Cannot "
            + what
            + ": "
            + trouble.found()
            + "; expected the curated container. "
            + trouble.advice(),
        cause);
  }
}
