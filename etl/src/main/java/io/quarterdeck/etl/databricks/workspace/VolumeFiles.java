package io.quarterdeck.etl.databricks.workspace;

import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.files.CreateDirectoryRequest;
import com.databricks.sdk.service.files.DirectoryEntry;
import com.databricks.sdk.service.files.UploadRequest;
import io.quarterdeck.etl.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Files in a workspace's volumes, by paths like {@code /Volumes/CATALOG/SCHEMA/VOLUME/…}. */
public final class VolumeFiles {
  private final Workspace workspace;

  public VolumeFiles(Workspace workspace) {
    this.workspace = workspace;
  }

  /** The files of a folder; none where there is no such folder. */
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

  /** The file's size in bytes, if it is there. */
  public OptionalLong size(String file) {
    return workspace
        .find("look at " + file, client -> client.files().getMetadata(file))
        .map(metadata -> OptionalLong.of(metadata.getContentLength()))
        .orElse(OptionalLong.empty());
  }

  /** The file's bytes, if it is there. For small files. */
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

  /** Opens a file to read, which fails where it is not there. */
  public InputStream open(String file) {
    return workspace.call("read " + file, client -> client.files().download(file).getContents());
  }

  /** Puts the file there, in the place of one that was there before. */
  public void write(String file, byte[] bytes) {
    write(file, new ByteArrayInputStream(bytes));
  }

  /** Puts the file there, in the place of one that was there before, with the folders above it. */
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

  /** Deletes the file, if it is there. */
  public void delete(String file) {
    workspace.tell(
        "delete " + file,
        client -> {
          try {
            client.files().delete(file);
          } catch (NotFound e) {
            // That is what was wanted.
          }
        });
  }

  /** Says that what came of a file ended early. */
  public static Failure broken(String file, IOException cause) {
    return new Failure(
        "Cannot read "
            + file
            + ": "
            + cause
            + "; expected all of it. The connection broke: run this again.",
        cause);
  }
}
