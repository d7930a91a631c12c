package io.quarterdeck.jobs.blob;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Implements file operations with Hadoop file systems, which use the credentials in their settings.
 */
final class HadoopFiles implements BlobFiles {
  private final Configuration configuration;

  HadoopFiles(Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public void check(URI container) throws IOException {
    Path root = new Path(container + "/");
    of(root).getFileStatus(root);
  }

  @Override
  public List<BlobFile> list(Path folder) throws IOException {
    // Azurite lists a folder twice; each file is returned once.
    Set<BlobFile> found = new HashSet<>();
    try {
      RemoteIterator<LocatedFileStatus> files = of(folder).listFiles(folder, true);
      while (files.hasNext()) {
        LocatedFileStatus file = files.next();
        found.add(new BlobFile(file.getPath(), file.getModificationTime()));
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }
    return List.copyOf(found);
  }

  @Override
  public Optional<String> read(Path file) throws IOException {
    try (InputStream in = of(file).open(file)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void write(Path file, String text) throws IOException {
    try (OutputStream out = of(file).create(file, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void fetch(Path file, java.nio.file.Path local) throws IOException {
    of(file).copyToLocalFile(false, file, new Path(local.toUri()), true);
  }

  @Override
  public void put(java.nio.file.Path local, Path file) throws IOException {
    of(file).copyFromLocalFile(false, true, new Path(local.toUri()), file);
  }

  @Override
  public void copy(Path from, Path to) throws IOException {
    FileUtil.copy(of(from), from, of(to), to, false, true, configuration);
  }

  @Override
  public void delete(Path path) throws IOException {
    of(path).delete(path, true);
  }

  private FileSystem of(Path path) throws IOException {
    return path.getFileSystem(configuration);
  }
}
