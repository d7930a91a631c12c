package io.quarterdeck.local.databricks.task;

import java.io.IOException;
import java.lang.StackWalker.StackFrame;
import java.net.URI;
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
 * storage account with the permissions of the job. A program that uses Hadoop's file system
 * directly has no credentials and fails with the message of the cluster.
 */
final class GovernedFileSystem extends AzureBlobFileSystem {
  private static final StackWalker STACK = StackWalker.getInstance();

  /** Hadoop creates the file system by its class name. */
  GovernedFileSystem() {}

  @Override
  public void initialize(URI uri, Configuration configuration) throws IOException {
    govern(uri);
    super.initialize(uri, configuration);
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    govern(getUri());
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
    govern(getUri());
    return super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    govern(getUri());
    return super.listStatus(path);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    govern(getUri());
    return super.getFileStatus(path);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    govern(getUri());
    return super.delete(path, recursive);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    govern(getUri());
    return super.rename(from, to);
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    govern(getUri());
    return super.mkdirs(path, permission);
  }

  private static void govern(URI account) throws IOException {
    if (!STACK.walk(GovernedFileSystem::isByTheRuntime)) {
      throw new IOException(
          "Failure to initialize configuration for storage account "
              + account.getHost()
              + ": Invalid configuration value detected for fs.azure.account.key");
    }
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
