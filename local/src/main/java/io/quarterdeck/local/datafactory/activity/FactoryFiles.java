package io.quarterdeck.local.datafactory.activity;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.DeleteSnapshotsOptionType;
import com.azure.storage.blob.models.ListBlobsOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The files in a container. Directories of accounts with a hierarchical namespace, and the markers
 * with which Hadoop represents directories in other accounts, are not files.
 *
 * @param container the client, signed in as the factory
 */
record FactoryFiles(BlobContainerClient container) {
  /**
   * A file.
   *
   * @param path the path in the container
   * @param bytes its size
   */
  record LakeFile(String path, long bytes, Instant modified) {
    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /** Uses the storage account; failures have the error code of the copy activity. */
  @FunctionalInterface
  private interface Request<T> {
    T send();
  }

  /**
   * Returns the files in a folder and in the folders below it.
   *
   * @param folder the path without a trailing slash; empty for the whole container
   */
  List<LakeFile> below(String folder) throws ActivityFailure {
    ListBlobsOptions options =
        new ListBlobsOptions()
            .setPrefix(folder.isEmpty() ? "" : folder + "/")
            .setDetails(new BlobListDetails().setRetrieveMetadata(true));
    return asking(
        "list " + folder,
        () -> {
          List<LakeFile> files = new ArrayList<>();
          for (BlobItem blob : container.listBlobs(options, null)) {
            if (!isFolder(blob)) {
              files.add(
                  new LakeFile(
                      blob.getName(),
                      blob.getProperties().getContentLength(),
                      blob.getProperties().getLastModified().toInstant()));
            }
          }
          return files;
        });
  }

  private static boolean isFolder(BlobItem blob) {
    return blob.getMetadata() != null && "true".equals(blob.getMetadata().get("hdi_isfolder"));
  }

  void download(String path, Path target) throws ActivityFailure {
    asking(
        "read " + path,
        () -> container.getBlobClient(path).downloadToFile(target.toString(), true));
  }

  void upload(Path source, String path) throws ActivityFailure {
    asking(
        "write " + path,
        () -> {
          container.getBlobClient(path).uploadFromFile(source.toString(), true);
          return path;
        });
  }

  void write(String path, String text) throws ActivityFailure {
    asking(
        "write " + path,
        () -> {
          container.getBlobClient(path).upload(BinaryData.fromString(text), true);
          return path;
        });
  }

  /** Deletes a file. Returns whether it existed. */
  boolean delete(String path) throws ActivityFailure {
    return asking(
        "delete " + path,
        () ->
            container
                .getBlobClient(path)
                .deleteIfExistsWithResponse(
                    DeleteSnapshotsOptionType.INCLUDE, null, null, Context.NONE)
                .getValue());
  }

  private <T> T asking(String what, Request<T> request) throws ActivityFailure {
    try {
      return request.send();
    } catch (BlobStorageException e) {
      throw new ActivityFailure(
          "2200",
          "Cannot %s in the container %s: the storage account answered %d %s."
              .formatted(
                  what, container.getBlobContainerName(), e.getStatusCode(), e.getErrorCode()),
          e);
    }
  }
}
