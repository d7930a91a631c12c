package io.quarterdeck.local.databricks.task;

import java.io.IOException;
import java.lang.StackWalker.StackFrame;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.azurebfs.AzureBlobFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Emulates storage access on a cluster with Unity Catalog: Spark and {@code dbutils} access the
 * external locations with the privileges of the run's identity. A program that uses Hadoop's file
 * system directly has no credentials and fails with the message of the cluster. So does an access
 * to a path that no external location contains.
 *
 * <p>READ FILES permits to read files and to list folders, and WRITE FILES to change them ("Unity
 * Catalog privileges and securable objects", Databricks). Either one permits to read the properties
 * of a file, which Hadoop also does before it writes.
 */
final class GovernedFileSystem extends AzureBlobFileSystem {
  private static final StackWalker STACK = StackWalker.getInstance();

  private List<LocationAccess> locations = List.of();

  /** Hadoop creates the file system by its class name. */
  GovernedFileSystem() {}

  @Override
  public void initialize(URI uri, Configuration configuration) throws IOException {
    locations = LocationAccess.of(configuration.get(LocationAccess.SETTING, ""));
    requireRuntime(uri);
    super.initialize(uri, configuration);
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    govern(path, LocationAccess.READ);
    return super.open(path, bufferSize);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    govern(path, LocationAccess.WRITE);
    return super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    govern(path, LocationAccess.READ);
    return super.listStatus(path);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    govern(path, LocationAccess.READ, LocationAccess.WRITE);
    return super.getFileStatus(path);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    govern(path, LocationAccess.WRITE);
    return super.delete(path, recursive);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    govern(from, LocationAccess.WRITE);
    govern(to, LocationAccess.WRITE);
    return super.rename(from, to);
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    govern(path, LocationAccess.WRITE);
    return super.mkdirs(path, permission);
  }

  /** Requires one of the privileges on the location of the path. */
  private void govern(Path path, String... privileges) throws IOException {
    requireRuntime(getUri());
    URI file = makeQualified(path).toUri();
    Optional<LocationAccess> location =
        locations.stream().filter(each -> each.contains(file)).findFirst();
    if (location.isEmpty()) {
      throw noCredentials(getUri());
    }
    if (Stream.of(privileges).noneMatch(location.get().privileges()::contains)) {
      // rudderlabs/rudder-server, warehouse/integrations/deltalake/deltalake.go
      throw new AccessDeniedException(
          "PERMISSION_DENIED: User does not have %s on External Location '%s'."
              .formatted(privileges[0].replace('_', ' '), location.get().name()));
    }
  }

  private static void requireRuntime(URI account) throws IOException {
    if (!STACK.walk(GovernedFileSystem::isByTheRuntime)) {
      throw noCredentials(account);
    }
  }

  private static IOException noCredentials(URI account) {
    return new IOException(
        "Failure to initialize configuration for storage account "
            + account.getHost()
            + ": Invalid configuration value detected for fs.azure.account.key");
  }

  /**
   * Returns whether the runtime is the first caller that is neither the file system nor a library.
   */
  private static boolean isByTheRuntime(Stream<StackFrame> frames) {
    return frames
        .map(StackFrame::getClassName)
        .filter(GovernedFileSystem::isCaller)
        .findFirst()
        .map(GovernedFileSystem::isRuntime)
        .orElse(true); // a thread of the file system
  }

  /** Delta is a part of the runtime of Databricks. */
  private static boolean isRuntime(String name) {
    return name.startsWith("org.apache.spark.")
        || name.startsWith("com.databricks.")
        || name.startsWith("io.delta.");
  }

  private static boolean isCaller(String name) {
    return !name.equals(GovernedFileSystem.class.getName())
        && !name.startsWith("java.")
        && !name.startsWith("jdk.")
        && !name.startsWith("scala.")
        && !name.startsWith("org.apache.hadoop.")
        && !name.startsWith("org.apache.parquet.");
  }
}
