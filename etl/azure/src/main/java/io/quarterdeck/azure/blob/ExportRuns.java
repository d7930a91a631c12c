package io.quarterdeck.azure.blob;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.quarterdeck.azure.stack.BlobEndpoint;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The export runs of a dataset in Blob. Each run keeps its manifest beside its files, so readers
 * can be pointed to any run.
 *
 * @param blob the Blob account
 * @param dataset the dataset's name
 * @param progress receives a note for each retry
 */
public record ExportRuns(BlobEndpoint blob, String dataset, Progress progress) {
  private static final String KEPT = "_manifest.json";

  /**
   * A run that was published and still exists.
   *
   * @param id the id of the run, as in {@code run=ID}
   * @param published when its manifest was written
   * @param export its content
   */
  public record Run(String id, OffsetDateTime published, CurrentExport export) {}

  /** All runs, newest first. */
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
   * Points readers to this run: makes the current manifest name it again. Copies and deletes no
   * data.
   *
   * @return the number of blobs with data of the run
   * @throws Failure if the run or its data is missing
   */
  public int restore(String id) {
    String folder = dataset + "/run=" + id + "/";
    List<BlobItem> there = items(folder);
    if (there.stream().noneMatch(item -> item.getName().equals(folder + KEPT))) {
      throw Failure.of(
          "Cannot restore run %s of %s: there is no %s; expected a run that was "
              + "published. Without --run, this command lists the runs. A deleted run can "
              + "be undeleted (docs/runbooks/restore.md).",
          id, dataset, where(folder + KEPT));
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
    throw Failure.of(
        "Cannot restore run %s of %s: there is no Parquet in %s; expected the "
            + "run's files. Undelete them (docs/runbooks/restore.md), or choose another "
            + "run.",
        id, dataset, where(folder));
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
    return BlobError.failure(what, "the curated container", cause);
  }
}
