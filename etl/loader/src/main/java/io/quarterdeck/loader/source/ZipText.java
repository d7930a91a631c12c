package io.quarterdeck.loader.source;

import io.quarterdeck.loader.failure.Failure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The text of the only file in a zip archive. */
public final class ZipText extends FilterInputStream {
  private static final int SHOWN_NAMES = 3;

  private final ZipFile archive;
  private final long bytes;

  private ZipText(ZipFile archive, ZipEntry entry) throws IOException {
    super(archive.getInputStream(entry));
    this.archive = archive;
    this.bytes = entry.getSize();
  }

  /**
   * Opens the archive.
   *
   * @throws Failure if the archive does not have exactly one file
   */
  public static ZipText open(Path path) throws IOException {
    ZipFile archive = new ZipFile(path.toFile());
    try {
      return new ZipText(archive, only(archive, path));
    } catch (IOException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  private static ZipEntry only(ZipFile archive, Path path) {
    List<? extends ZipEntry> files =
        archive.stream().filter(entry -> !entry.isDirectory() && !isOfSystem(entry)).toList();
    if (files.size() == 1) {
      return files.get(0);
    }
    List<String> names = files.stream().limit(SHOWN_NAMES).map(ZipEntry::getName).toList();
    throw Failure.of(
        "Cannot read %s: it is a zip archive of %d files%s; expected one CSV file in it. Unpack it"
            + " and give a file, or their folder.",
        path,
        files.size(),
        names.isEmpty()
            ? ""
            : " (" + String.join(", ", names) + (files.size() > names.size() ? ", …)" : ")"));
  }

  /** The archiver of macOS adds these files. */
  private static boolean isOfSystem(ZipEntry entry) {
    return entry.getName().startsWith("__MACOSX/") || entry.getName().endsWith(".DS_Store");
  }

  /** The size of the text in bytes. */
  public long bytes() {
    return bytes;
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      archive.close();
    }
  }
}
