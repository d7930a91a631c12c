package io.quarterdeck.azure.databricks.workspace;

import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.files.CreateDirectoryRequest;
import com.databricks.sdk.service.files.DirectoryEntry;
import com.databricks.sdk.service.files.UploadRequest;
import io.quarterdeck.loader.failure.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads and writes files in a workspace's volumes, with paths such as {@code
 * /Volumes/CATALOG/SCHEMA/VOLUME/…}.
 */
public final class VolumeFiles {
  private final Workspace workspace;

  public VolumeFiles(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Returns the files of a folder; empty if the folder does not exist. */
  public List<DirectoryEntry> list(String folder) {
    return workspace
        .find(
            "list " + folder,
            client -> {
              List<DirectoryEntry> entries = new ArrayList<>();
              client.files().listDirectoryContents(folder).forEach(entries::add);
              return entries;
            })
        .orElse(List.of());
  }

  /** Returns the file's size in bytes, if the file exists. */
  public OptionalLong size(String file) {
    return workspace
        .find("look at " + file, client -> client.files().getMetadata(file))
        .map(metadata -> OptionalLong.of(metadata.getContentLength()))
        .orElse(OptionalLong.empty());
  }

  /** Returns the contents of a small file, if the file exists. */
  public Optional<byte[]> read(String file) {
    return workspace
        .find("read " + file, client -> client.files().download(file).getContents())
        .map(contents -> bytes(file, contents));
  }

  private static byte[] bytes(String file, InputStream contents) {
    try (contents) {
      return contents.readAllBytes();
    } catch (IOException e) {
      throw broken(file, e);
    }
  }

  /** Opens a file for reading. Fails if the file does not exist. */
  public InputStream open(String file) {
    return workspace.call("read " + file, client -> client.files().download(file).getContents());
  }

  /** Writes the file, and replaces an existing one. */
  public void write(String file, byte[] bytes) {
    write(file, new ByteArrayInputStream(bytes));
  }

  /** Writes the file, and replaces an existing one. Creates missing parent folders. */
  public void write(String file, InputStream contents) {
    workspace.tell(
        "write " + file,
        client -> {
          client
              .files()
              .createDirectory(
                  new CreateDirectoryRequest()
                      .setDirectoryPath(file.substring(0, file.lastIndexOf('/'))));
          client
              .files()
              .upload(
                  new UploadRequest().setFilePath(file).setContents(contents).setOverwrite(true));
        });
  }

  /** Deletes the file, if it exists. */
  public void delete(String file) {
    workspace.tell(
        "delete " + file,
        client -> {
          try {
            client.files().delete(file);
          } catch (NotFound e) {
            // The file does not exist, as requested.
          }
        });
  }

  /** Returns the failure for a connection that broke while reading a file. */
  public static Failure broken(String file, IOException cause) {
    return Failure.causedBy(
        cause,
        "Cannot read %s: %s; expected all of it. The connection broke: run this again.",
        file,
        cause);
  }
}
