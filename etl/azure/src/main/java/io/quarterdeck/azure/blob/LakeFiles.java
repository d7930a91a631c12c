package io.quarterdeck.azure.blob;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import io.quarterdeck.azure.stack.BlobEndpoint;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Small files in a container. Each method throws a {@link Failure} if Blob is unreachable or
 * refuses the request.
 *
 * @param blob the account
 * @param container the container
 * @param progress receives a note for each retry
 */
public record LakeFiles(BlobEndpoint blob, String container, Progress progress) {
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;

  /**
   * A file.
   *
   * @param text the content, as UTF-8
   * @param version identifies the content; changes with each write
   */
  public record Content(String text, String version) {}

  /** Reads a file, if it exists. */
  public Optional<Content> read(String path) {
    try {
      var answer = client(path).downloadContentWithResponse(null, null, null, Context.NONE);
      return Optional.of(
          new Content(
              new String(answer.getValue().toBytes(), StandardCharsets.UTF_8),
              answer.getDeserializedHeaders().getETag()));
    } catch (BlobStorageException e) {
      if (e.getStatusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw failure("read", path, e);
    } catch (RuntimeException e) {
      throw failure("read", path, e);
    }
  }

  /** Returns the version of a file without its content, if the file exists. */
  public Optional<String> version(String path) {
    try {
      return Optional.of(client(path).getProperties().getETag());
    } catch (BlobStorageException e) {
      if (e.getStatusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw failure("read", path, e);
    } catch (RuntimeException e) {
      throw failure("read", path, e);
    }
  }

  /** Writes a file, replacing an existing one. */
  public void write(String path, byte[] content) {
    try {
      client(path).upload(BinaryData.fromBytes(content), true);
    } catch (RuntimeException e) {
      throw failure("write", path, e);
    }
  }

  /**
   * Replaces a file, if nobody changed it in the meantime.
   *
   * @param before the content that the caller read
   * @return whether the file was replaced
   */
  public boolean replace(String path, Content before, String text) {
    try {
      client(path)
          .uploadWithResponse(
              new BlobParallelUploadOptions(BinaryData.fromString(text))
                  .setRequestConditions(new BlobRequestConditions().setIfMatch(before.version())),
              null,
              Context.NONE);
      return true;
    } catch (BlobStorageException e) {
      if (e.getStatusCode() == PRECONDITION_FAILED || e.getStatusCode() == CONFLICT) {
        return false;
      }
      throw failure("write", path, e);
    } catch (RuntimeException e) {
      throw failure("write", path, e);
    }
  }

  /** Returns the paths of all files in a folder and its folders, in their order. */
  public List<String> list(String folder) {
    try {
      List<String> paths = new ArrayList<>();
      for (BlobItem item :
          client().listBlobs(new ListBlobsOptions().setPrefix(folder + "/"), null)) {
        if (!isFolder(item)) {
          paths.add(item.getName());
        }
      }
      return paths;
    } catch (RuntimeException e) {
      throw failure("list", folder, e);
    }
  }

  /** The Blob driver of Hadoop marks folders with empty blobs that have this property. */
  private static boolean isFolder(BlobItem item) {
    return item.getProperties().getContentLength() == 0
        && !item.getName().contains(".")
        && !item.getName().endsWith("_SUCCESS");
  }

  /** Copies a file in the container, replacing an existing one. */
  public void copy(String from, String to) {
    try {
      client(to).upload(client(from).downloadContent(), true);
    } catch (RuntimeException e) {
      throw failure("copy", from, e);
    }
  }

  /** Deletes a file, if it exists. */
  public void delete(String path) {
    try {
      client(path).deleteIfExists();
    } catch (RuntimeException e) {
      throw failure("delete", path, e);
    }
  }

  private BlobClient client(String path) {
    return client().getBlobClient(path);
  }

  private BlobContainerClient client() {
    return Blobs.container(blob, container, progress);
  }

  private Failure failure(String what, String path, RuntimeException cause) {
    return BlobError.failure(
        what + " " + container + "/" + path, "an accessible file or folder", cause);
  }
}
