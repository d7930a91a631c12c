package io.quarterdeck.azure.databricks.artifact;

import static java.util.Comparator.comparing;

import com.databricks.sdk.service.files.DirectoryEntry;
import io.quarterdeck.azure.databricks.workspace.VolumeFiles;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/** The folder in a volume that stores the current and the previous jar of the job. */
public final class JarStore {
  private final VolumeFiles files;
  private final String folder;

  public JarStore(VolumeFiles files, String folder) {
    this.files = files;
    this.folder = folder;
  }

  /** Returns the path of the jar. */
  public String path(JobJar jar) {
    return folder + "/" + jar.name();
  }

  /** Returns the upload if the jar is missing or incomplete. */
  public List<WorkspaceChange> missing(JobJar jar, Progress progress) {
    OptionalLong size = files.size(path(jar));
    return size.isPresent() && size.getAsLong() == jar.digest().bytes()
        ? List.of()
        : List.of(new WorkspaceChange("jar " + path(jar), () -> upload(jar, progress)));
  }

  /** Returns the deletion of jars that are older than the current and the previous one. */
  public List<WorkspaceChange> old(JobJar current) {
    return jars().stream()
        .filter(entry -> !entry.getName().equals(current.name()))
        .sorted(comparing(DirectoryEntry::getLastModified).reversed())
        .skip(1)
        .map(this::deletion)
        .toList();
  }

  /** Returns the deletion of all jars. */
  public List<WorkspaceChange> deletions() {
    return jars().stream().map(this::deletion).toList();
  }

  private List<DirectoryEntry> jars() {
    return files.list(folder).stream()
        .filter(entry -> !Boolean.TRUE.equals(entry.getIsDirectory()))
        .filter(
            entry ->
                entry.getName().startsWith(JobJar.PREFIX)
                    && entry.getName().endsWith(JobJar.SUFFIX))
        .toList();
  }

  private WorkspaceChange deletion(DirectoryEntry entry) {
    String path = folder + "/" + entry.getName();
    return new WorkspaceChange("jar " + path, () -> files.delete(path));
  }

  private void upload(JobJar jar, Progress progress) {
    String path = path(jar);
    progress.phase("uploading " + path);
    try (InputStream contents =
        new CountedStream(Files.newInputStream(jar.file()), jar.digest().bytes(), progress)) {
      files.write(path, contents);
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot read %s: %s; expected the built job. Build it again (./mvnw "
              + "-DskipTests package), then run this again.",
          jar.file(),
          e);
    }
    verify(jar, progress);
  }

  /** Reads the uploaded jar back, because a truncated upload would fail later runs. */
  private void verify(JobJar jar, Progress progress) {
    String path = path(jar);
    progress.phase("verifying " + path);
    String found = sha256(path);
    if (!found.equals(jar.digest().sha256())) {
      files.delete(path);
      throw Failure.of(
          "Cannot use the uploaded jar %s: its SHA-256 is %s; expected %s. The "
              + "upload was truncated or corrupted, and the uploaded file was deleted. Run "
              + "this again.",
          path, found, jar.digest().sha256());
    }
  }

  private String sha256(String path) {
    try (InputStream contents = files.open(path)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(contents, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw VolumeFiles.broken(path, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
